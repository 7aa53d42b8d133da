// Sorts the table by the column whose heading is pressed; pressed again, the other way round.
document.querySelectorAll("th button").forEach((button) => {
  button.addEventListener("click", () => {
    const heading = button.closest("th");
    const body = heading.closest("table").tBodies[0];
    const up = heading.getAttribute("aria-sort") === "descending";
    heading.parentNode.querySelectorAll("th").forEach((th) => th.removeAttribute("aria-sort"));
    heading.setAttribute("aria-sort", up ? "ascending" : "descending");
    const value = (row) => row.cells[heading.cellIndex].dataset.value;
    const order = (a, b) => (isNaN(a) || isNaN(b) ? a.localeCompare(b) : a - b);
    [...body.rows]
      .sort((a, b) => (up ? 1 : -1) * order(value(a), value(b)))
      .forEach((row) => body.append(row));
  });
});
