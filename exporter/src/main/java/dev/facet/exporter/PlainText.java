package dev.facet.exporter;

/** Texts of strangers as they may be shown: on one line, and doing nothing to the terminal. */
public final class PlainText {
  private static final int MOST = 200;

  private PlainText() {}

  /**
   * A text in which nothing acts on a terminal: control characters, and those that turn the
   * direction of writing or show nothing, stand as their number.
   */
  public static String of(String text) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              switch (Character.getType(character)) {
                case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.UNASSIGNED ->
                    plain.append("\\u%04x".formatted(character));
                default -> plain.appendCodePoint(character);
              }
            });
    return plain.toString();
  }

  /** The same, cut where it gets too long to be a name. */
  public static String name(String text) {
    String plain = of(text.length() > 2 * MOST ? text.substring(0, 2 * MOST) : text);
    return plain.length() > MOST ? plain.substring(0, MOST) + "..." : plain;
  }

  /**
   * Why something failed, in brackets behind a blank; nothing where the failure tells only of the
   * program that failed.
   */
  public static String reason(Throwable failure) {
    boolean telling =
        failure.getMessage() != null
            && !failure.getMessage().isBlank()
            && !(failure instanceof NullPointerException)
            && !(failure instanceof ClassCastException)
            && !(failure instanceof IndexOutOfBoundsException);
    return telling
        ? " (" + name(failure.getMessage().lines().findFirst().orElseThrow().strip()) + ")"
        : "";
  }
}
