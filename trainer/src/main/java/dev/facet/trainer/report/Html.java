package dev.facet.trainer.report;

import java.util.Locale;
import java.util.OptionalDouble;

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
}
