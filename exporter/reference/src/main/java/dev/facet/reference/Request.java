package dev.facet.reference;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the program is asked on its command line. */
sealed interface Request {
  /** How to ask. */
  String USAGE =
      """
      check --model FILE [--input NAME SHAPE]...
        ONNX's checker, and the shapes that it infers from those of the inputs
      run --model FILE --to DIR [--input NAME TYPE SHAPE FILE]... [--output NAME]...
        OpenCV's outputs, as raw float32 files in DIR
      SHAPE is such as 8x3x96x80; TYPE is uint8 or float32; raw files are little-endian, row by row.\
      """;

  /** The model's file. */
  Path model();

  /**
   * ONNX's checker.
   *
   * @param model the file
   * @param shapes of the inputs, from which the others are inferred
   */
  record Check(Path model, Map<String, List<Integer>> shapes) implements Request {}

  /**
   * OpenCV.
   *
   * @param model the file
   * @param folder where the outputs are written
   * @param inputs at least one
   * @param outputs their names, at least one
   */
  record Run(Path model, Path folder, List<Input> inputs, List<String> outputs)
      implements Request {}

  /**
   * A tensor for an input of the model.
   *
   * @param name of the input
   * @param bytes whether elements are uint8 instead of float32
   * @param shape of the tensor
   * @param file its elements
   */
  record Input(String name, boolean bytes, List<Integer> shape, Path file) {}

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static Request of(String... arguments) {
    Iterator<String> rest = Arrays.asList(arguments).iterator();
    boolean check =
        switch (next(rest, "check or run")) {
          case "check" -> true;
          case "run" -> false;
          case String other -> throw new IllegalArgumentException("unknown command " + other);
        };
    List<Path> models = new ArrayList<>();
    List<Path> folders = new ArrayList<>();
    Map<String, List<Integer>> shapes = new TreeMap<>();
    List<Input> inputs = new ArrayList<>();
    List<String> outputs = new ArrayList<>();
    while (rest.hasNext()) {
      String option = rest.next();
      switch (option) {
        case "--model" -> models.add(Path.of(next(rest, option)));
        case "--to" -> folders.add(Path.of(next(rest, option)));
        case "--output" -> outputs.add(next(rest, option));
        case "--input" -> {
          String name = next(rest, option);
          if (check) {
            shapes.put(name, shape(next(rest, option)));
          } else {
            inputs.add(input(name, rest));
          }
        }
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }
    Path model = only("--model", models);
    return check
        ? new Check(model, shapes)
        : new Run(model, only("--to", folders), inputs, outputs);
  }

  private static Input input(String name, Iterator<String> rest) {
    boolean bytes =
        switch (next(rest, "the type of " + name)) {
          case "uint8" -> true;
          case "float32" -> false;
          case String other -> throw new IllegalArgumentException("unknown type " + other);
        };
    List<Integer> shape = shape(next(rest, "the shape of " + name));
    return new Input(name, bytes, shape, Path.of(next(rest, "the file of " + name)));
  }

  private static List<Integer> shape(String text) {
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split("x")).map(Integer::valueOf).toList();
  }

  private static Path only(String option, List<Path> values) {
    if (values.size() != 1) {
      throw new IllegalArgumentException(
          "%s must be given once, found %s".formatted(option, values));
    }
    return values.getFirst();
  }

  private static String next(Iterator<String> rest, String what) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException("a value is missing: " + what);
    }
    return rest.next();
  }
}
