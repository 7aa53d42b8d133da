package dev.facet.function.model.device;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Whether networks can run on a device. ONNX Runtime names the CUDA provider even where its
 * libraries cannot be loaded, so that only a network that runs is a proof.
 */
final class CudaProbe {
  /** {@code y = Relu(x)} over two numbers: IR 8, operator set 13. */
  private static final byte[] RELU =
      Base64.getDecoder()
          .decode(
              "CAgSBWZhY2V0OjcKDAoBeBIBeSIEUmVsdRIFcHJvYmVaDwoBeBIKCggIARIECgIIAmIPCgF5EgoKCAgB"
                  + "EgQKAggCQgQKABAN");

  private CudaProbe() {}

  /**
   * Why networks cannot run on a device, or nothing when they can.
   *
   * @param environment ONNX Runtime
   */
  static Optional<String> failure(ComputeDevice device, OrtEnvironment environment) {
    try (OrtSession.SessionOptions options = device.options();
        OrtSession session = environment.createSession(RELU, options);
        OnnxTensor input =
            OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(new float[] {-1, 2}), new long[] {2});
        OrtSession.Result result = session.run(Map.of("x", input))) {
      float[] answer = (float[]) result.get(0).getValue();
      return answer[0] == 0 && answer[1] == 2
          ? Optional.empty()
          : Optional.of("a network that was tried on it answered wrongly");
    } catch (OrtException e) {
      return Optional.of("ONNX Runtime says: " + firstLine(e.getMessage()));
    } catch (UnsatisfiedLinkError e) {
      return Optional.of("a library cannot be loaded: " + firstLine(e.getMessage()));
    }
  }

  private static String firstLine(String message) {
    return message.strip().lines().findFirst().orElse("nothing");
  }
}
