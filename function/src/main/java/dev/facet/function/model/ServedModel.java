package dev.facet.function.model;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Manifest;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A bundle with its ONNX Runtime session. Safe for several threads until it is closed. */
public final class ServedModel implements AutoCloseable {
  private static final String IMAGES = "images";
  private static final int CHANNELS = 3;

  private final Bundle bundle;
  private final OrtEnvironment environment;
  private final OrtSession session;

  private ServedModel(Bundle bundle, OrtEnvironment environment, OrtSession session) {
    this.bundle = bundle;
    this.environment = environment;
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
      ServedModel model = new ServedModel(bundle, environment, session);
      try {
        model.compareWithManifest();
        model.run(
            model.newBatch(1),
            1,
            bundle.manifest().outputs().keySet()); // the first run is slow: let no caller wait
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

  /** A direct buffer for this many images {@code [N, H, W, 3]}, at position 0. */
  public ByteBuffer newBatch(int images) {
    return ByteBuffer.allocateDirect(images * bytesPerImage());
  }

  /** The length of one image {@code [H, W, 3]}. */
  public int bytesPerImage() {
    return manifest().height() * manifest().width() * CHANNELS;
  }

  /**
   * Runs the network.
   *
   * @param batch a direct buffer with the images at its beginning; its position is not used
   * @param images how many, at least 1
   * @param outputs the names of those of its outputs that are wanted, at least one
   * @return the values of each output, {@code [N, ...]} row by row, at position 0
   * @throws IllegalStateException when the runtime fails, which no image can cause
   */
  public Map<String, FloatBuffer> run(ByteBuffer batch, int images, Set<String> outputs) {
    long[] shape = {images, manifest().height(), manifest().width(), CHANNELS};
    ByteBuffer input = batch.duplicate().clear().limit(images * bytesPerImage());
    try (OnnxTensor tensor =
            OnnxTensor.createTensor(environment, input, shape, OnnxJavaType.UINT8);
        OrtSession.Result result = session.run(Map.of(IMAGES, tensor), outputs)) {
      Map<String, FloatBuffer> values = new HashMap<>();
      for (Map.Entry<String, OnnxValue> output : result) {
        values.put(output.getKey(), ((OnnxTensor) output.getValue()).getFloatBuffer());
      }
      return values;
    } catch (OrtException e) {
      throw new IllegalStateException("inference failed", e);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session could not be closed", e);
    }
  }
}
