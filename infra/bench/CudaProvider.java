import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.FuseAttention;
import dev.facet.exporter.pass.HalfPrecision;
import dev.facet.exporter.pass.InferShapes;
import dev.facet.exporter.pass.PadHeads;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * ONNX Runtime's CUDA provider against its CPU provider: how far a bundle's forms are apart, how
 * long calls take by batch, and attention over nodes in float16, plain, fused and with its heads
 * widened. With {@code --device cpu} it only shows that it runs.
 *
 * <p>ONNX Runtime for GPUs (CUDA 12, cuDNN 9) goes first on the class path:
 *
 * <pre>
 * mvn dependency:copy -Dartifact=com.microsoft.onnxruntime:onnxruntime_gpu:1.29.0 -DoutputDirectory=gpu
 * ORT_DISABLE_TELEMETRY=1 java -cp "gpu/*:exporter/target/facet-exporter.jar" infra/bench/CudaProvider.java --bundle BUNDLE
 * </pre>
 *
 * Not measured on a GPU so far.
 */
@Command(
    name = "CudaProvider",
    description = "Compares and times ONNX Runtime's CUDA provider.",
    mixinStandardHelpOptions = true)
final class CudaProvider implements Callable<Integer> {
  private static final int[] BATCHES = {1, 8, 32, 128};
  private static final int[][] SIZES = {{40, 64}, {40, 100}, {40, 256}, {196, 64}, {196, 250}};
  private static final long SEED = 11;

  @Option(names = "--bundle", required = true, description = "A bundle exported with --fp16.")
  private Path bundle;

  @Option(names = "--device", defaultValue = "cuda", description = "cuda or cpu.")
  private String device;

  @Option(names = "--calls", defaultValue = "50", description = "Calls of every form and batch.")
  private int calls;

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new CudaProvider())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  System.err.println("CudaProvider: " + failure.getMessage());
                  return 1;
                })
            .execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    System.out.println("providers: " + OrtEnvironment.getAvailableProviders() + ", device: " + device);
    for (String file : new String[] {"model.onnx", "model-fp16.onnx"}) {
      if (Files.exists(bundle.resolve(file))) {
        byte[] model = Files.readAllBytes(bundle.resolve(file));
        compare(file, model);
      }
    }
    System.out.println("| nodes x width | batch | plain ms | fused ms | fused and widened ms | differs by |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: |");
    for (int[] size : SIZES) {
      attention(size[0], size[1]);
    }
    return 0;
  }

  private void compare(String file, byte[] model) throws OrtException {
    try (OrtSession expected = session(model, "cpu");
        OrtSession found = session(model, device)) {
      for (int batch : BATCHES) {
        try (OnnxTensor images = images(expected, batch)) {
          Map<String, OnnxTensor> input = Map.of("images", images);
          System.out.printf(
              "%s, batch %d: differs from the CPU provider by at most %.1e; %.3f ms a call, %.3f ms on the CPU%n",
              file,
              batch,
              difference(expected, found, input),
              milliseconds(found, input),
              milliseconds(expected, input));
        }
      }
    }
  }

  private void attention(int nodes, int width) throws OrtException {
    Graph plain = new HalfPrecision().apply(plain(nodes, width));
    Graph fused = new FuseAttention(FuseAttention.Weights.UNREAD).apply(plain(nodes, width));
    List<byte[]> models = new ArrayList<>();
    for (Graph graph :
        List.of(
            plain,
            new HalfPrecision().apply(fused),
            new HalfPrecision().apply(new InferShapes().apply(new PadHeads().apply(fused))))) {
      models.add(OnnxWriter.write(OnnxModel.of("attention", graph)));
    }
    for (int batch : BATCHES) {
      float[] numbers = new float[batch * nodes * width];
      Random random = new Random(SEED);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (random.nextGaussian() / Math.sqrt(width));
      }
      long[] shape = {batch, nodes, width};
      StringBuilder row = new StringBuilder("| %dx%d | %d".formatted(nodes, width, batch));
      try (OnnxTensor x = OnnxTensor.createTensor(environment, FloatBuffer.wrap(numbers), shape);
          OrtSession exact = session(models.getFirst(), "cpu")) {
        Map<String, OnnxTensor> input = Map.of("x", x);
        double worst = 0;
        for (byte[] model : models) {
          try (OrtSession session = session(model, device)) {
            row.append(" | %.4f".formatted(milliseconds(session, input)));
            worst = Math.max(worst, difference(exact, session, input));
          }
        }
        System.out.println(row + " | %.1e |".formatted(worst));
      }
    }
  }

  /** Only a sum leaves the graph, so that copying results does not hide the operator. */
  private static Graph plain(int nodes, int width) {
    Value x =
        new Value(
            "x",
            ElementType.FLOAT,
            List.of(Dimension.batch(), Dimension.of(nodes), Dimension.of(width)));
    Value y = new Value("y", ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(nodes)));
    return new InferShapes()
        .apply(
            new Graph(
                List.of(x),
                List.of(y),
                List.of(
                    Node.of("Transpose", "keys", "x").with("perm", new long[] {0, 2, 1}),
                    Node.of("MatMul", "scores", "x", "keys"),
                    Node.of("Softmax", "weights", "scores").with("axis", Attribute.of(-1L)),
                    Node.of("MatMul", "refined", "weights", "x"),
                    Node.of("ReduceSum", "y", "refined", "axes").with("keepdims", Attribute.of(0L))),
                Map.of("axes", Tensor.list(2)),
                Map.of("y", y)));
  }

  private OrtSession session(byte[] model, String where) throws OrtException {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      if (where.equals("cuda")) {
        try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(0)) {
          cuda.add("prefer_nhwc", "1");
          options.addCUDA(cuda);
          return environment.createSession(model, options);
        }
      }
      return environment.createSession(model, options);
    }
  }

  private OnnxTensor images(OrtSession session, int batch) throws OrtException {
    long[] shape = ((TensorInfo) session.getInputInfo().get("images").getInfo()).getShape();
    shape[0] = batch;
    int bytes = Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact));
    ByteBuffer pixels = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    Random random = new Random(SEED);
    while (pixels.hasRemaining()) {
      pixels.put((byte) random.nextInt(256));
    }
    return OnnxTensor.createTensor(environment, pixels.flip(), shape, OnnxJavaType.UINT8);
  }

  private double milliseconds(OrtSession session, Map<String, OnnxTensor> input)
      throws OrtException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < calls + 5; i++) {
      long start = System.nanoTime();
      session.run(input).close();
      nanos.add(System.nanoTime() - start);
    }
    List<Long> warm = new ArrayList<>(nanos.subList(5, nanos.size()));
    warm.sort(null);
    return warm.get(warm.size() / 2) / 1e6;
  }

  private static double difference(
      OrtSession expected, OrtSession found, Map<String, OnnxTensor> input) throws OrtException {
    Map<String, float[]> wanted = outputs(expected, input);
    double largest = 0;
    for (Map.Entry<String, float[]> output : outputs(found, input).entrySet()) {
      float[] numbers = output.getValue();
      for (int i = 0; i < numbers.length; i++) {
        largest = Math.max(largest, Math.abs(numbers[i] - wanted.get(output.getKey())[i]));
      }
    }
    return largest;
  }

  private static Map<String, float[]> outputs(OrtSession session, Map<String, OnnxTensor> input)
      throws OrtException {
    Map<String, float[]> outputs = new LinkedHashMap<>();
    try (OrtSession.Result result = session.run(input)) {
      for (Map.Entry<String, OnnxValue> output : result) {
        FloatBuffer numbers = ((OnnxTensor) output.getValue()).getFloatBuffer();
        float[] copy = new float[numbers.remaining()];
        numbers.get(copy);
        outputs.put(output.getKey(), copy);
      }
    }
    return outputs;
  }
}
