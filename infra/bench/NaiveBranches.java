import dev.facet.exporter.NaiveGal;
import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Pipeline;
import dev.facet.exporter.pass.Target;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.pass.branch.BatchBranches;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.nd4j.autodiff.samediff.SameDiff;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * GAL-j drawn as a branch for every attribute, exported as it stands and with its branches computed
 * as one, against the network's own wide form with the same weights: nodes, differences and times.
 * The forms take turns, so that what else the machine does hits them all.
 */
@Command(
    name = "NaiveBranches",
    description = "Compares forty branches with their wide form on ONNX Runtime.",
    mixinStandardHelpOptions = true)
final class NaiveBranches implements Callable<Integer> {
  private static final int FACES = 8;
  private static final int SETTLING = 20;
  private static final int CALLS = 20;

  @Option(names = "--run", required = true, description = "A run of gal-j or gal-j-small.")
  private Path run;

  @Option(names = "--data", description = "Where the run's dataset lies now.")
  private Optional<Path> data;

  @Option(names = "--rounds", defaultValue = "20", description = "Turns of every form.")
  private int rounds;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new NaiveBranches()).execute(arguments));
  }

  @Override
  public Integer call() {
    TrainedRun trained = TrainedRun.read(run);
    Faces faces = Faces.of(trained, data, FACES);
    SameDiff samediff = trained.graph();
    NaiveGal.addTo(samediff);
    Pipeline standard = Target.CPU.pipeline(trained.preprocessing());
    Pipeline apart =
        new Pipeline(
            standard.passes().stream().filter(pass -> !(pass instanceof BatchBranches)).toList());
    Map<String, Graph> forms = new LinkedHashMap<>();
    forms.put("branches", apart.apply(translated(samediff, NaiveGal.PROBABILITIES)));
    forms.put("batched", standard.apply(translated(samediff, NaiveGal.PROBABILITIES)));
    forms.put("wide", standard.apply(translated(samediff, "probabilities")));
    float[] expected = first(forms.get("branches"), faces);
    forms.forEach(
        (name, graph) ->
            System.out.printf(
                "%-9s %4d nodes, differs by at most %.1e%n",
                name, graph.nodes().size(), difference(expected, first(graph, faces))));
    for (int threads : new int[] {1, 2}) {
      for (int batch : new int[] {1, FACES}) {
        Map<String, Double> times = times(forms, faces, batch, threads);
        System.out.printf(
            "%d threads, batch %d: branches %.3f ms, batched %.3f ms (%.2f times faster), wide %.3f ms (%.2f)%n",
            threads,
            batch,
            times.get("branches"),
            times.get("batched"),
            times.get("branches") / times.get("batched"),
            times.get("wide"),
            times.get("branches") / times.get("wide"));
      }
    }
    return 0;
  }

  private static Graph translated(SameDiff samediff, String output) {
    return new FrontEnd(OperatorTable.standard()).translate(samediff, List.of(output));
  }

  private static OrtModel load(Graph graph, int threads) {
    return OrtModel.load(OnnxWriter.write(OnnxModel.of("form", graph)), threads);
  }

  private static void call(OrtModel model, Map<String, Tensor> input, int times) {
    for (int i = 0; i < times; i++) {
      model.run(input);
    }
  }

  private static float[] first(Graph graph, Faces faces) {
    try (OrtModel model = load(graph, 1)) {
      Map<String, Tensor> input = Map.of(Preprocessing.INPUT, faces.bytes(0, FACES));
      return model.run(input).values().iterator().next().floats();
    }
  }

  private static double difference(float[] expected, float[] found) {
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      largest = Math.max(largest, Math.abs(expected[i] - found[i]));
    }
    return largest;
  }

  /** Each form is loaded anew in each turn: threads of another one that wait would disturb it. */
  private Map<String, Double> times(
      Map<String, Graph> forms, Faces faces, int batch, int threads) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    forms.keySet().forEach(name -> all.put(name, new ArrayList<>()));
    Map<String, Tensor> input = Map.of(Preprocessing.INPUT, faces.bytes(0, batch));
    for (int round = 0; round < rounds; round++) {
      forms.forEach(
          (name, graph) -> {
            try (OrtModel model = load(graph, threads)) {
              call(model, input, SETTLING);
              long begin = System.nanoTime();
              call(model, input, CALLS);
              all.get(name).add((System.nanoTime() - begin) / 1e6 / CALLS);
            }
          });
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, each) ->
            medians.put(name, each.stream().sorted().skip(rounds / 2).findFirst().orElseThrow()));
    return medians;
  }
}
