package dev.facet.pipeline.registry;

import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A version in three numbers.
 *
 * @param major the first
 * @param minor the second
 * @param patch the third
 */
public record Version(int major, int minor, int patch) implements Comparable<Version> {
  private static final Pattern FORM =
      Pattern.compile("(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})\\.(0|[1-9][0-9]{0,5})");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch);

  /** Whether a text is one. */
  public static boolean is(String text) {
    return FORM.matcher(text).matches();
  }

  /** The one after all of these: the next minor version of the highest, 1.0.0 after none. */
  public static Version after(List<String> versions) {
    return versions.stream()
        .filter(Version::is)
        .map(Version::parse)
        .max(ORDER)
        .map(highest -> new Version(highest.major, highest.minor + 1, 0))
        .orElse(new Version(1, 0, 0));
  }

  private static Version parse(String text) {
    String[] parts = text.split("\\.", -1);
    return new Version(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return "%d.%d.%d".formatted(major, minor, patch);
  }
}
