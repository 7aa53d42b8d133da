package dev.facet.exporter.inspect.page;

import dev.facet.exporter.PlainText;
import java.util.Locale;

/** Texts and numbers as they may stand in HTML and SVG. */
final class Html {
  private Html() {}

  /** A text of a stranger for an element's content or a quoted attribute. */
  static String escape(String text) {
    return PlainText.of(text)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A coordinate with one digit after the point at most. */
  static String at(double coordinate) {
    String text = String.format(Locale.ROOT, "%.1f", coordinate);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
