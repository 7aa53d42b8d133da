package dev.facet.exporter.inspect.page;

import static java.util.Objects.requireNonNull;

/**
 * A thing that is drawn: an operator, an input or an output.
 *
 * @param title its first line
 * @param subtitle its second line, or nothing
 * @param style the name of its colour
 */
record Box(String title, String subtitle, String style) {
  private static final double LINE = 16;
  private static final double MARGIN = 12;
  private static final double LETTER = 7.3;
  private static final double NARROWEST = 84;

  Box {
    requireNonNull(title, "title is null");
    requireNonNull(subtitle, "subtitle is null");
    requireNonNull(style, "style is null");
  }

  /** Room for its longest line. */
  double width() {
    return Math.max(NARROWEST, LETTER * Math.max(title.length(), subtitle.length()) + 2 * MARGIN);
  }

  /** Room for its lines. */
  double height() {
    return subtitle.isEmpty() ? LINE + MARGIN : 2 * LINE + MARGIN;
  }

  /** Room for a label beside a wire. */
  static double labelWidth(String label) {
    return 6.2 * label.length() + 6;
  }
}
