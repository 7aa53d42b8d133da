package dev.facet.function.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Flaw;
import dev.facet.function.bundle.Manifest;
import java.util.Arrays;
import java.util.Optional;

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
   * shall wait for it.
   *
   * @param largeBatch how many images it is tried with besides one
   * @throws BundleException when it is not what its manifest says, or does not run
   */
  static void require(ServedModel model, Bundle bundle, int largeBatch) {
    ModelTrial trial = new ModelTrial(model, bundle);
    try {
      trial.compareWithManifest();
      trial.run(1);
      trial.run(largeBatch);
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

  private void run(int images) {
    try (Runner runner = model.runner(images)) {
      runner.run(images, bundle.manifest().outputs().keySet());
    }
  }

  private void compareWithManifest() throws OrtException {
    Manifest manifest = bundle.manifest();
    expect(
        model.input(),
        "input",
        ServedModel.IMAGES,
        OnnxJavaType.UINT8,
        new long[] {-1, manifest.height(), manifest.width(), ServedModel.CHANNELS});
    for (Manifest.Output output : manifest.outputs().values()) {
      expect(
          model.output(output.name()),
          "output",
          output.name(),
          OnnxJavaType.FLOAT,
          output.shape().stream().mapToLong(axis -> axis.orElse(-1)).toArray());
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
