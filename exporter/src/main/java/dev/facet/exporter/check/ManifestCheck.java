package dev.facet.exporter.check;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.runtime.OrtModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a model is what its manifest promises. */
public final class ManifestCheck {
  private static final long[] BATCHES = {1, 3};
  private static final long MOST_BYTES = 1L << 28;

  private ManifestCheck() {}

  /**
   * Compares a graph's inputs, outputs and label count with the manifest.
   *
   * @throws ExportException with everything that differs
   */
  public static void require(Graph graph, Manifest manifest) {
    List<String> problems = new ArrayList<>();
    for (Manifest.Input input : manifest.inputs()) {
      compare("input", input.name(), input.shape(), graph.input(input.name()), problems);
    }
    for (Manifest.Output output : manifest.outputs()) {
      compare("output", output.name(), output.shape(), graph.output(output.name()), problems);
    }
    requireWidth("probabilities", manifest.labels().size(), graph, problems);
    requireWidth("masks", manifest.groups().size(), graph, problems);
    fail(problems);
  }

  /**
   * Runs the model on black images at two batch sizes and compares the shapes of its outputs.
   *
   * @throws ExportException with every output that has another shape
   */
  public static void requireShapes(OrtModel model, Manifest manifest) {
    List<String> problems = new ArrayList<>();
    for (long batch : BATCHES) {
      Map<String, Tensor> outputs = model.run(Map.of(Preprocessing.INPUT, black(manifest, batch)));
      for (Manifest.Output output : manifest.outputs()) {
        long[] expected = output.shape().stream().mapToLong(each -> each.at(batch)).toArray();
        Optional<Tensor> found = Optional.ofNullable(outputs.get(output.name()));
        if (found.filter(tensor -> Arrays.equals(tensor.shape(), expected)).isEmpty()) {
          problems.add(
              "output %s must have the shape %s at batch %d, found %s"
                  .formatted(
                      output.name(),
                      Arrays.toString(expected),
                      batch,
                      found.map(tensor -> Arrays.toString(tensor.shape())).orElse("none")));
        }
      }
    }
    fail(problems);
  }

  private static Tensor black(Manifest manifest, long batch) {
    long[] shape =
        manifest.inputs().getFirst().shape().stream().mapToLong(each -> each.at(batch)).toArray();
    long bytes = 1;
    for (long size : shape) {
      if (bytes * size > MOST_BYTES) {
        fail(
            List.of(
                "its input would be %s, more than any picture has"
                    .formatted(Arrays.toString(shape))));
      }
      bytes *= size;
    }
    return Tensor.ofBytes(new byte[Math.toIntExact(bytes)], shape);
  }

  private static void compare(
      String kind,
      String name,
      List<Dimension> promised,
      Optional<Value> found,
      List<String> problems) {
    if (found.filter(value -> value.shape().equals(promised)).isEmpty()) {
      problems.add(
          "%s %s must have the shape %s, found %s"
              .formatted(
                  kind, name, promised, found.map(v -> v.shape().toString()).orElse("none")));
    }
  }

  private static void requireWidth(String output, int wanted, Graph graph, List<String> problems) {
    graph
        .output(output)
        .filter(
            value -> value.shape().size() < 2 || !value.shape().get(1).equals(Dimension.of(wanted)))
        .ifPresent(
            value ->
                problems.add(
                    "output %s must have %d columns, found %s"
                        .formatted(output, wanted, value.shape())));
  }

  private static void fail(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new ExportException(
          "The model is not what its manifest says: %s; export it again."
              .formatted(String.join("; ", problems)));
    }
  }
}
