package dev.facet.exporter.guard;

/** What is wrong with a file, as a part of a sentence. */
final class DamagedGraph extends RuntimeException {
  private static final long serialVersionUID = 1L;

  DamagedGraph(String message) {
    super(message);
  }
}
