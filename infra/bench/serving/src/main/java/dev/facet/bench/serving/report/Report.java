package dev.facet.bench.serving.report;

import dev.facet.bench.serving.process.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.internal.chartpart.Chart;

/**
 * A page of Markdown that says what was run, on what, and what came of it; ratios stand first. What
 * is written to it also goes to the terminal.
 */
public final class Report {
  private final StringBuilder page = new StringBuilder();
  private final Path folder;
  private final String name;

  /**
   * A page.
   *
   * @param folder where it is saved, with its pictures
   * @param name of its file, without an ending
   * @param command what was run, for those who want to repeat it
   */
  public Report(Path folder, String name, String title, String command) {
    this.folder = folder;
    this.name = name;
    page.append("# %s%n%n`%s`%n%n%s%n%n".formatted(title, command, Machine.description()));
  }

  /** A paragraph. */
  public Report say(String text) {
    page.append(text).append("\n\n");
    System.out.println(text);
    return this;
  }

  /**
   * A table.
   *
   * @param rows as many cells each as there are titles
   */
  public Report table(List<String> titles, List<List<String>> rows) {
    StringBuilder table = new StringBuilder();
    line(table, titles);
    line(table, Collections.nCopies(titles.size(), "---"));
    rows.forEach(row -> line(table, row));
    page.append(table).append('\n');
    System.out.print(table);
    return this;
  }

  /** A picture. */
  public Report picture(String what, Chart<?, ?> chart) {
    String file = name + "-" + what.replaceAll("[^A-Za-z0-9]+", "-") + ".png";
    try {
      Files.createDirectories(folder);
      BitmapEncoder.saveBitmap(chart, folder.resolve(file).toString(), BitmapFormat.PNG);
    } catch (IOException e) {
      throw new BenchException(
          "The picture %s cannot be written to %s.".formatted(file, folder), e);
    }
    page.append("![%s](%s)%n%n".formatted(what, file));
    return this;
  }

  /** Saves the page and says where. */
  public void save() {
    Path file = folder.resolve(name + ".md");
    try {
      Files.createDirectories(folder);
      Files.writeString(file, page);
    } catch (IOException e) {
      throw new BenchException("The report cannot be written to %s.".formatted(file), e);
    }
    System.out.println("Report: " + file);
  }

  private static void line(StringBuilder table, List<String> cells) {
    table.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }
}
