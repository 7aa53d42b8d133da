package dev.facet.exporter.inspect.page;

import static java.util.Objects.requireNonNull;

/**
 * A value on its way from one box to another.
 *
 * @param from index of the box that makes it
 * @param to index of the box that reads it
 * @param value its name
 * @param label what stands beside it, its shape; empty where another wire of the value says it
 */
record Wire(int from, int to, String value, String label) {
  Wire {
    requireNonNull(value, "value is null");
    requireNonNull(label, "label is null");
  }
}
