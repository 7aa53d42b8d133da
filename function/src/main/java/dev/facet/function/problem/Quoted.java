package dev.facet.function.problem;

/** Shows a caller's value inside a sentence: quoted, short, and without control characters. */
public final class Quoted {
  private static final int LONGEST = 64;

  private Quoted() {}

  /** The value in single quotes, cut after 64 characters, its unprintable characters as '?'. */
  public static String value(String value) {
    StringBuilder quoted = new StringBuilder("'");
    value
        .codePoints()
        .limit(LONGEST)
        .map(c -> Character.isISOControl(c) || !Character.isDefined(c) ? '?' : c)
        .map(c -> Character.getType(c) == Character.SURROGATE ? '?' : c)
        .forEach(quoted::appendCodePoint);
    return quoted.append(value.codePointCount(0, value.length()) > LONGEST ? "…'" : "'").toString();
  }
}
