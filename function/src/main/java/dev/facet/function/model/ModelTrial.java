package dev.facet.function.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Flaw;
import dev.facet.function.bundle.Manifest;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What a model has to pass before anybody may use it. */
final class ModelTrial {
  private final ServedModel model;
  private final Bundle bundle;

  private ModelTrial(ServedModel model, Bundle bundle) {
    this.model = model;
    this.bundle = bundle;
  }

  /**
   * Compares a model with its manifest, and runs it: the first run of a size is slow, no caller
   * shall wait for it. Where the bundle has a golden image, the answers must be those of the
   * export.
   *
   * @param largeBatch how many images it is tried with besides one
   * @throws BundleException when it is not what its manifest says, or does not run
   */
  static void require(ServedModel model, Bundle bundle, int largeBatch) {
    ModelTrial trial = new ModelTrial(model, bundle);
    try {
      trial.compareWithManifest();
      Optional<byte[]> golden = bundle.manifest().golden().map(bundle::pixels);
      trial.run(1, golden);
      trial.run(largeBatch, golden);
    } catch (OrtException e) {
      throw doesNotRun(bundle, e);
    } catch (IllegalStateException e) {
      throw doesNotRun(bundle, e.getCause() == null ? e : e.getCause());
    }
  }

  /** What to say of a model that fails in the runtime. */
  static BundleException doesNotRun(Bundle bundle, Throwable cause) {
    return new BundleException(
        Flaw.RUNTIME,
        "%s does not run on this ONNX Runtime: %s; export the bundle again."
            .formatted(bundle.location().describe(bundle.modelFile()), cause.getMessage()),
        cause);
  }

  private void run(int images, Optional<byte[]> golden) {
    try (Runner runner = model.runner(images)) {
      for (int i = 0; i < images; i++) {
        golden.ifPresent(runner.input()::put);
      }
      Map<String, FloatBuffer> found = runner.run(images, bundle.manifest().outputs().keySet());
      bundle
          .manifest()
          .golden()
          .map(expected -> expected.answers().get(bundle.modelFile()))
          .ifPresent(answer -> compareWithExport(answer, found));
    }
  }

  /** All images are the golden one, so that all rows must be its answer. */
  private void compareWithExport(Manifest.GoldenAnswer answer, Map<String, FloatBuffer> found) {
    answer
        .outputs()
        .forEach(
            (output, expected) -> {
              FloatBuffer values = found.get(output);
              for (int i = 0; values.hasRemaining(); i++) {
                int place = i % expected.size();
                float value = values.get();
                if (!(Math.abs(value - expected.get(place)) <= answer.tolerance())) {
                  throw new BundleException(
                      Flaw.GOLDEN,
                      "%s answers the golden image otherwise than when it was exported: %s[%d] is %s, expected %s within %s; export the bundle again, for this kind of machine, or serve another form of it."
                          .formatted(
                              bundle.location().describe(bundle.modelFile()),
                              output,
                              place,
                              value,
                              expected.get(place),
                              answer.tolerance()));
                }
              }
            });
  }

  private void compareWithManifest() throws OrtException {
    Manifest manifest = bundle.manifest();
    expect(
        model.input(),
        "input",
        Manifest.IMAGES,
        OnnxJavaType.UINT8,
        new long[] {-1, manifest.height(), manifest.width(), Manifest.CHANNELS});
    for (Manifest.Output output : manifest.outputs().values()) {
      requireFixed(output);
      expect(
          model.output(output.name()),
          "output",
          output.name(),
          OnnxJavaType.FLOAT,
          output.shape().stream().mapToLong(axis -> axis.orElse(-1)).toArray());
    }
  }

  /** The memory of an output is laid out before the network runs. */
  private void requireFixed(Manifest.Output output) {
    if (output.shape().isEmpty()
        || output.shape().stream().skip(1).anyMatch(OptionalInt::isEmpty)) {
      throw new BundleException(
          Flaw.GRAPH,
          "%s: the output '%s' must have a shape whose axes are numbers but for the first, found %s; export the bundle again."
              .formatted(
                  bundle.location().describe("manifest.json"), output.name(), output.shape()));
    }
  }

  private void expect(
      Optional<NodeInfo> node, String role, String name, OnnxJavaType type, long[] shape) {
    String found = "nothing of that name";
    if (node.isPresent() && node.get().getInfo() instanceof TensorInfo tensor) {
      if (tensor.type == type && Arrays.equals(tensor.getShape(), shape)) {
        return;
      }
      found = tensor.type + " " + Arrays.toString(tensor.getShape());
    }
    throw new BundleException(
        Flaw.GRAPH,
        "%s does not match its manifest: the %s '%s' must be %s %s (-1 is the number of images), found %s; export the bundle again."
            .formatted(
                bundle.location().describe(bundle.modelFile()),
                role,
                name,
                type,
                Arrays.toString(shape),
                found));
  }
}
