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
import dev.facet.exporter.pass.InferShapes;
import dev.facet.exporter.runtime.OrtModel;
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
 * Graph attention over nodes, softmax(X X^T) X, in the forms that ONNX Runtime offers: how long one
 * call takes on one thread. The forms take turns, so that what else the machine does hits them all.
 */
@Command(
    name = "AttentionForms",
    description = "Times forms of attention on ONNX Runtime's CPU provider.",
    mixinStandardHelpOptions = true)
final class AttentionForms implements Callable<Integer> {
  private static final int[][] SIZES = {{40, 64}, {40, 256}, {40, 360}, {40, 420}, {40, 1152}, {196, 64}, {196, 256}};
  private static final int[] BATCHES = {1, 8, 32};
  private static final long SEED = 7;

  @Option(names = "--rounds", defaultValue = "30", description = "Turns of every form.")
  private int rounds;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new AttentionForms()).execute(arguments));
  }

  @Override
  public Integer call() {
    System.out.println("| nodes x width | weights read | batch | plain ms | Attention ms | MultiHeadAttention ms | Attention / plain |");
    System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: |");
    for (int[] size : SIZES) {
      for (boolean shown : new boolean[] {false, true}) {
        Map<String, Graph> forms = new LinkedHashMap<>();
        Graph plain = plain(size[0], size[1], shown);
        forms.put("plain", plain);
        forms.put("Attention", new FuseAttention(FuseAttention.Weights.ALSO_READ).apply(plain));
        if (!shown) {
          forms.put("MultiHeadAttention", multiHead(size[0], size[1]));
        }
        for (int batch : BATCHES) {
          Map<String, Double> times = times(forms, size, batch);
          System.out.printf(
              "| %dx%d | %s | %d | %.4f | %.4f | %s | %.2f |%n",
              size[0],
              size[1],
              shown ? "yes" : "no",
              batch,
              times.get("plain"),
              times.get("Attention"),
              shown ? "-" : "%.4f".formatted(times.get("MultiHeadAttention")),
              times.get("Attention") / times.get("plain"));
        }
      }
    }
    return 0;
  }

  private Map<String, Double> times(Map<String, Graph> forms, int[] size, int batch) {
    Map<String, OrtModel> models = new LinkedHashMap<>();
    Map<String, List<Double>> all = new LinkedHashMap<>();
    forms.forEach(
        (name, graph) -> {
          models.put(name, OrtModel.load(OnnxWriter.write(OnnxModel.of(name, graph))));
          all.put(name, new ArrayList<>());
        });
    float[] numbers = new float[batch * size[0] * size[1]];
    Random random = new Random(SEED);
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) (random.nextGaussian() / Math.sqrt(size[1]));
    }
    Map<String, Tensor> input = Map.of("x", Tensor.ofFloats(numbers, batch, size[0], size[1]));
    int calls = Math.max(3, 200 / batch);
    for (int round = 0; round < rounds; round++) {
      models.forEach(
          (name, model) -> {
            long begin = System.nanoTime();
            for (int i = 0; i < calls; i++) {
              model.run(input);
            }
            all.get(name).add((System.nanoTime() - begin) / 1e6 / calls);
          });
    }
    models.values().forEach(OrtModel::close);
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, each) -> medians.put(name, each.stream().sorted().skip(rounds / 2).findFirst().orElseThrow()));
    return medians;
  }

  private static Graph plain(int nodes, int width, boolean shown) {
    return graph(
        nodes,
        width,
        shown,
        Node.of("Transpose", "keys", "x").with("perm", new long[] {0, 2, 1}),
        Node.of("MatMul", "scores", "x", "keys"),
        Node.of("Softmax", "weights", "scores").with("axis", Attribute.of(-1L)),
        Node.of("MatMul", "refined", "weights", "x"),
        Node.of("ReduceSum", "y", "refined", "axes").with("keepdims", Attribute.of(0L)));
  }

  private static Graph multiHead(int nodes, int width) {
    Node attention =
        new Node(
                "refined",
                "com.microsoft",
                "MultiHeadAttention",
                List.of("x", "x", "x"),
                List.of("refined"),
                new java.util.TreeMap<>())
            .with("num_heads", Attribute.of(1L))
            .with("scale", Attribute.of(1f));
    return graph(
        nodes,
        width,
        false,
        attention,
        Node.of("ReduceSum", "y", "refined", "axes").with("keepdims", Attribute.of(0L)));
  }

  /** Only a sum leaves the graph, so that copying results to Java does not hide the operator. */
  private static Graph graph(int nodes, int width, boolean shown, Node... all) {
    Value x =
        new Value(
            "x",
            ElementType.FLOAT,
            List.of(Dimension.batch(), Dimension.of(nodes), Dimension.of(width)));
    Value y = new Value("y", ElementType.FLOAT, List.of(Dimension.batch(), Dimension.of(nodes)));
    Value weights =
        new Value(
            "weights",
            ElementType.FLOAT,
            List.of(Dimension.batch(), Dimension.of(nodes), Dimension.of(nodes)));
    return new InferShapes()
        .apply(
            new Graph(
                List.of(x),
                shown ? List.of(y, weights) : List.of(y),
                Arrays.asList(all),
                Map.of("axes", Tensor.list(2)),
                shown ? Map.of("y", y, "weights", weights) : Map.of("y", y)));
  }
}
