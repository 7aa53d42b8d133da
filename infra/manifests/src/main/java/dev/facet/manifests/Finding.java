package dev.facet.manifests;

/**
 * What is wrong with an object.
 *
 * @param about the object
 * @param path where in it, as a JSON pointer
 * @param sentence what is wrong and what to do
 */
public record Finding(Manifest about, String path, String sentence) {
  @Override
  public String toString() {
    return "%s: %s: %s".formatted(about.describe(), path.isEmpty() ? "/" : path, sentence);
  }
}
