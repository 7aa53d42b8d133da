package dev.facet.function.model;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Manifest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A bundle with its ONNX Runtime session. Safe for several threads until it is closed. */
public final class ServedModel implements AutoCloseable {
  static final String IMAGES = "images";
  private static final int CHANNELS = 3;

  private final Bundle bundle;
  private final OrtSession session;

  /** As many as threads ever run the model at the same time. */
  private final Queue<Runner> runners = new ConcurrentLinkedQueue<>();

  private ServedModel(Bundle bundle, OrtSession session) {
    this.bundle = bundle;
    this.session = session;
  }

  /**
   * Loads a bundle's model, compares it with its manifest and runs it once.
   *
   * @throws BundleException when the model does not load, or is not what the manifest says
   */
  public static ServedModel load(Bundle bundle) {
    requireNonNull(bundle, "bundle is null");
    OrtEnvironment environment = OrtStart.environment();
    // One thread a caller and as many callers as processors: faster than one caller with all
    // threads. Spinning would take the processors from the image decoders.
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      byte[] bytes = bundle.model();
      Optional<Path> file = bundle.modelInTwoFiles();
      OrtSession session =
          file.isPresent()
              ? environment.createSession(file.get().toString(), options)
              : environment.createSession(bytes, options);
      ServedModel model = new ServedModel(bundle, session);
      try {
        model.compareWithManifest();
        model.warmUp(); // the first run is slow: let no caller wait
      } catch (OrtException | RuntimeException e) {
        model.close();
        throw e;
      }
      return model;
    } catch (OrtException e) {
      throw new BundleException(
          "%s does not run on this ONNX Runtime: %s; export the bundle again."
              .formatted(bundle.location().describe(bundle.modelFile()), e.getMessage()),
          e);
    }
  }

  private void warmUp() {
    try (Runner runner = runner(1)) {
      runner.run(1, manifest().outputs().keySet());
    }
  }

  private void compareWithManifest() throws OrtException {
    Manifest manifest = manifest();
    expect(
        session.getInputInfo().get(IMAGES),
        "input",
        IMAGES,
        OnnxJavaType.UINT8,
        new long[] {-1, manifest.height(), manifest.width(), CHANNELS});
    for (Manifest.Output output : manifest.outputs().values()) {
      expect(
          session.getOutputInfo().get(output.name()),
          "output",
          output.name(),
          OnnxJavaType.FLOAT,
          output.shape().stream().mapToLong(axis -> axis.orElse(-1)).toArray());
    }
  }

  private void expect(NodeInfo node, String role, String name, OnnxJavaType type, long[] shape) {
    String found = "nothing of that name";
    if (node != null && node.getInfo() instanceof TensorInfo tensor) {
      if (tensor.type == type && Arrays.equals(tensor.getShape(), shape)) {
        return;
      }
      found = tensor.type + " " + Arrays.toString(tensor.getShape());
    }
    throw new BundleException(
        "%s does not match its manifest: the %s '%s' must be %s %s (-1 is the number of images), found %s; export the bundle again."
            .formatted(
                bundle.location().describe(bundle.modelFile()),
                role,
                name,
                type,
                Arrays.toString(shape),
                found));
  }

  /** What the model says about itself. */
  public Manifest manifest() {
    return bundle.manifest();
  }

  /** The lower-case hexadecimal SHA-256 of the ONNX file. */
  public String sha256() {
    return bundle.sha256();
  }

  /** The length of one image {@code [H, W, 3]}. */
  public int bytesPerImage() {
    return manifest().height() * manifest().width() * CHANNELS;
  }

  long[] inputShape(int images) {
    return new long[] {images, manifest().height(), manifest().width(), CHANNELS};
  }

  /** The shape of an output for a number of images. */
  long[] shapeOf(String output, int images) {
    List<OptionalInt> axes = manifest().outputs().get(output).shape();
    long[] shape = new long[axes.size()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = axis == 0 ? images : axes.get(axis).orElseThrow();
    }
    return shape;
  }

  /** How many numbers an output has for each image. */
  int lengthOf(String output) {
    return (int) Arrays.stream(shapeOf(output, 1)).reduce(1, Math::multiplyExact);
  }

  /**
   * Lends memory to run the model with. Close it before the lease of the model.
   *
   * @param most the largest batch that will be run, at least 1
   */
  public Runner runner(int most) {
    Runner runner = runners.poll();
    if (runner != null && runner.most() < most) {
      runner.free();
      runner = null;
    }
    return runner == null ? new Runner(this, session, most) : runner;
  }

  void takeBack(Runner runner) {
    runners.add(runner);
  }

  @Override
  public void close() {
    for (Runner runner = runners.poll(); runner != null; runner = runners.poll()) {
      runner.free();
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session could not be closed", e);
    }
  }
}
