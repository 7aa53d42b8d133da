package dev.facet.exporter.onnx.outline;

import static java.util.Objects.requireNonNull;

/** One dimension as a file declares it. */
public sealed interface Size {
  /** A number, zero or more. */
  record Fixed(long size) implements Size {
    @Override
    public String toString() {
      return Long.toString(size);
    }
  }

  /** A name, such as {@code N}, for a number that the caller chooses. */
  record Symbol(String name) implements Size {
    /** Requires the name. */
    public Symbol {
      requireNonNull(name, "name is null");
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Nothing is said. */
  record Unknown() implements Size {
    @Override
    public String toString() {
      return "?";
    }
  }
}
