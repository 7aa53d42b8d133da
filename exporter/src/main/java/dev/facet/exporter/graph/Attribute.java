package dev.facet.exporter.graph;

import java.util.Arrays;
import java.util.List;

/** A node's attribute, of one of the kinds that ONNX has and Facet uses. */
public sealed interface Attribute {
  /** One integer. */
  record IntValue(long value) implements Attribute {}

  /** A list of integers. */
  record IntList(List<Long> values) implements Attribute {
    /** Copies the list. */
    public IntList {
      values = List.copyOf(values);
    }
  }

  /** One float. */
  record FloatValue(float value) implements Attribute {}

  /** Text. */
  record Text(String value) implements Attribute {}

  /** An integer. */
  static Attribute of(long value) {
    return new IntValue(value);
  }

  /** A list of integers. */
  static Attribute ofList(long... values) {
    return new IntList(Arrays.stream(values).boxed().toList());
  }

  /** A float. */
  static Attribute of(float value) {
    return new FloatValue(value);
  }

  /** Text. */
  static Attribute of(String value) {
    return new Text(value);
  }
}
