package dev.facet.trainer.report;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** Texts and numbers as they may stand in HTML and SVG, in every locale alike. */
final class Html {
  private Html() {}

  /** A text for an element's content or a quoted attribute. */
  static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  /** A coordinate with one digit after the point. */
  static String at(double coordinate) {
    return String.format(Locale.ROOT, "%.1f", coordinate);
  }

  /** A fraction in percent with two digits, without the sign. */
  static String percent(double fraction) {
    return String.format(Locale.ROOT, "%.2f", 100 * fraction);
  }

  /** The same, or a dash for what is undefined. */
  static String percent(OptionalDouble fraction) {
    return fraction.isPresent() ? percent(fraction.getAsDouble()) : "–";
  }

  /** A difference of fractions in percent with its sign. */
  static String signed(double fraction) {
    return String.format(Locale.ROOT, "%+.2f", 100 * fraction).replace('-', '−');
  }

  /** A count with commas between thousands. */
  static String count(int number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** A cell of a table that sorts by its value. */
  static String cell(double value, String shown) {
    return String.format(Locale.ROOT, "<td data-value=\"%s\">%s</td>", value, shown);
  }

  /** The same in percent; what is undefined sorts below everything that is not. */
  static String cell(OptionalDouble fraction) {
    return cell(fraction.orElse(-2), percent(fraction));
  }

  /** The name of a row. */
  static String rowName(String name) {
    return String.format(
        Locale.ROOT, "<th scope=\"row\" data-value=\"%s\">%s</th>", escape(name), escape(name));
  }

  /** Headings that sort the table when they are pressed. */
  static String headings(List<String> names) {
    return names.stream()
        .map(name -> "<th scope=\"col\"><button type=\"button\">" + escape(name) + "</button></th>")
        .collect(Collectors.joining("", "<thead><tr>", "</tr></thead>\n"));
  }
}
