import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Pass;
import dev.facet.exporter.pass.Pipeline;
import dev.facet.exporter.pass.Target;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * What the exporter's passes gain: how long a call of ONNX Runtime takes without some of them,
 * against the call with all of them. The forms take turns, so that what else the machine does hits
 * them all.
 */
@Command(
    name = "PassGains",
    description = "Times exports of runs with and without some of the exporter's passes.",
    mixinStandardHelpOptions = true)
final class PassGains implements Callable<Integer> {
  private static final int[] BATCHES = {1, 8};

  @Option(names = "--run", required = true, arity = "1..*", description = "Finished runs.")
  private List<Path> runs;

  @Option(
      names = "--without",
      required = true,
      split = ",",
      description = "Passes to leave out one by one, such as FoldLinear,PoolGlobally; 'all' leaves"
          + " out all that are named.")
  private List<String> without;

  @Option(names = "--data", description = "Where the runs' dataset lies now.")
  private Optional<Path> data;

  @Option(names = "--rounds", defaultValue = "40", description = "Turns of every form.")
  private int rounds;

  @Option(names = "--threads", defaultValue = "1", description = "Threads of a call.")
  private int threads;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PassGains()).execute(arguments));
  }

  @Override
  public Integer call() {
    System.out.println("| run | without | nodes | batch 1 | batch 8 | differs by |");
    System.out.println("| --- | --- | ---: | ---: | ---: | ---: |");
    for (Path run : runs) {
      TrainedRun trained = TrainedRun.read(run);
      Faces faces = Faces.of(trained, data, BATCHES[1]);
      Map<String, Graph> forms = new LinkedHashMap<>();
      forms.put("(nothing)", compiled(trained, Set.of()));
      for (String name : without) {
        Set<String> left = name.equals("all") ? new HashSet<>(without) : Set.of(name);
        Graph form = compiled(trained, left);
        if (!form.nodes().equals(forms.get("(nothing)").nodes())) {
          forms.put(name, form);
        }
      }
      List<Map<String, Double>> times = new ArrayList<>();
      for (int batch : BATCHES) {
        times.add(times(forms, faces, batch));
      }
      Map<String, Tensor> expected = outputs(forms.get("(nothing)"), faces);
      forms.forEach(
          (name, graph) ->
              System.out.printf(
                  "| %s | %s | %d | %s | %s | %.1e |%n",
                  run.getFileName(),
                  name,
                  graph.nodes().size(),
                  cell(name, times.get(0)),
                  cell(name, times.get(1)),
                  difference(expected, outputs(graph, faces))));
    }
    return 0;
  }

  private static String cell(String name, Map<String, Double> times) {
    double all = times.get("(nothing)");
    return name.equals("(nothing)")
        ? "%.3f ms".formatted(all)
        : "%.3f".formatted(times.get(name) / all);
  }

  private static Graph compiled(TrainedRun run, Set<String> left) {
    var samediff = run.graph();
    Graph translated =
        new FrontEnd(OperatorTable.standard()).translate(samediff, TrainedRun.outputs(samediff));
    List<Pass> passes =
        Target.CPU.pipeline(run.preprocessing()).passes().stream()
            .filter(pass -> !left.contains(pass.getClass().getSimpleName()))
            .toList();
    return new Pipeline(passes).apply(translated);
  }

  private static Map<String, Tensor> outputs(Graph graph, Faces faces) {
    try (OrtModel model = OrtModel.load(OnnxWriter.write(OnnxModel.of("form", graph)))) {
      return model.run(Map.of(Preprocessing.INPUT, faces.bytes(0, BATCHES[1])));
    }
  }

  private static double difference(Map<String, Tensor> expected, Map<String, Tensor> found) {
    double largest = 0;
    for (Map.Entry<String, Tensor> output : expected.entrySet()) {
      float[] wanted = output.getValue().floats();
      float[] numbers = found.get(output.getKey()).floats();
      for (int i = 0; i < wanted.length; i++) {
        largest = Math.max(largest, Math.abs(wanted[i] - numbers[i]));
      }
    }
    return largest;
  }

  private Map<String, Double> times(Map<String, Graph> forms, Faces faces, int batch) {
    Map<String, OrtModel> models = new LinkedHashMap<>();
    Map<String, List<Double>> all = new LinkedHashMap<>();
    forms.forEach(
        (name, graph) -> {
          models.put(name, OrtModel.load(OnnxWriter.write(OnnxModel.of("form", graph)), threads));
          all.put(name, new ArrayList<>());
        });
    Map<String, Tensor> input = Map.of(Preprocessing.INPUT, faces.bytes(0, batch));
    for (int round = 0; round < rounds; round++) {
      models.forEach(
          (name, model) -> {
            long begin = System.nanoTime();
            for (int i = 0; i < 5; i++) {
              model.run(input);
            }
            all.get(name).add((System.nanoTime() - begin) / 5e6);
          });
    }
    models.values().forEach(OrtModel::close);
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, each) ->
            medians.put(name, each.stream().sorted().skip(rounds / 2).findFirst().orElseThrow()));
    return medians;
  }
}
