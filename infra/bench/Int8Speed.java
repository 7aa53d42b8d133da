import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxReader;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Preprocessing;
import dev.facet.exporter.quantize.Accuracy;
import dev.facet.exporter.quantize.Int8;
import dev.facet.exporter.quantize.Int8Report;
import dev.facet.exporter.quantize.Int8Settings;
import dev.facet.exporter.quantize.RangeMethod;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.LabelledFaces;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A bundle's network on floats against its int8 forms by every method: mean accuracy on validation (on
 * which layers are chosen) and test (which is only reported), and times. The forms take turns, so
 * that what else the machine does hits them all; a ratio is the median of the ratios of the turns.
 */
@Command(
    name = "Int8Speed",
    description = "Compares a network with its int8 forms on ONNX Runtime.",
    mixinStandardHelpOptions = true)
final class Int8Speed implements Callable<Integer> {
  private static final String FLOATS = "fp32";
  private static final int CALLS = 5;

  @Option(names = "--bundle", required = true, description = "The network's bundle.")
  private Path folder;

  @Option(names = "--data", required = true, description = "The dataset to judge on.")
  private Path data;

  @Option(names = "--rounds", defaultValue = "60", description = "Turns of every form.")
  private int rounds;

  @Option(names = "--faces", defaultValue = "1000", description = "Faces to judge on, at most.")
  private int faces;

  @Option(names = "--calibration", defaultValue = "256", description = "Faces to calibrate on.")
  private int calibration;

  @Option(names = "--budget", defaultValue = "0.003", description = "Accuracy that may be lost.")
  private double budget;

  @Option(names = "--least", description = "Multiplications of the smallest layer on integers.")
  private Optional<Long> least;

  @Option(names = "--judged", defaultValue = "24", description = "Layers to judge alone.")
  private int judged;

  @Option(names = "--models", description = "A folder to write the models into.")
  private Optional<Path> models;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Int8Speed()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Bundle bundle = Bundle.open(folder);
    Graph graph = OnnxReader.read(bundle.read(Bundle.MODEL), Bundle.MODEL).graph();
    AttributeDataset dataset = Layouts.read(data);
    Manifest manifest = bundle.manifest();
    Faces known = labelled(manifest, dataset, Partition.TRAIN, calibration).faces();
    Accuracy validation = accuracy(manifest, dataset, Partition.VALIDATION);
    Accuracy test = accuracy(manifest, dataset, Partition.TEST);
    Map<String, Graph> forms = new LinkedHashMap<>();
    forms.put(FLOATS, graph);
    System.out.printf("%s: test %.2f %%%n", FLOATS, 100 * test.applyAsDouble(graph));
    for (RangeMethod method : RangeMethod.values()) {
      Int8Settings usual = Int8Settings.of(method, budget);
      Int8Settings settings =
          new Int8Settings(method, budget, least.orElse(usual.leastMultiplications()), judged);
      long begin = System.nanoTime();
      Int8.Result result =
          new Int8(settings, known, validation).apply(graph, (done, total, what) -> {});
      double seconds = (System.nanoTime() - begin) / 1e9;
      Int8Report report = result.report();
      System.out.printf(
          "%s: validation %.2f -> %.2f %%, test %.2f %%, %d layers of %d on integers, found in %.0f s%n",
          method.label(),
          100 * report.before(),
          100 * report.after(),
          100 * test.applyAsDouble(result.graph()),
          report.count(Int8Report.Form.INT8),
          report.layers().size(),
          seconds);
      report.table().forEach(line -> System.out.println("  " + line));
      forms.put(method.label(), result.graph());
    }
    if (models.isPresent()) {
      Files.createDirectories(models.get());
      for (Map.Entry<String, Graph> form : forms.entrySet()) {
        Files.write(models.get().resolve(form.getKey() + ".onnx"), bytes(form.getValue()));
      }
    }
    for (int threads : new int[] {1, 2}) {
      for (int batch : new int[] {1, 8}) {
        time(forms, known, batch, threads);
      }
    }
    return 0;
  }

  private Accuracy accuracy(Manifest manifest, AttributeDataset dataset, Partition partition) {
    return new Accuracy(labelled(manifest, dataset, partition, faces), manifest.thresholds());
  }

  private static LabelledFaces labelled(
      Manifest manifest, AttributeDataset dataset, Partition partition, int most) {
    Manifest.PreprocessingEntry entry = manifest.preprocessing();
    long[] face = new Value("", ElementType.UINT8, manifest.inputs().getFirst().shape()).shapeAt(1);
    InputSpec input =
        new InputSpec(
            Math.toIntExact(face[2]),
            Math.toIntExact(face[1]),
            entry.cropWidth(),
            entry.cropHeight(),
            entry.mean(),
            entry.std());
    return LabelledFaces.of(dataset, partition, most, manifest.labels(), input);
  }

  private static byte[] bytes(Graph graph) {
    return OnnxWriter.write(OnnxModel.of("form", graph));
  }

  private void time(Map<String, Graph> forms, Faces known, int batch, int threads) {
    Map<String, OrtModel> loaded = new LinkedHashMap<>();
    Map<String, List<Double>> times = new LinkedHashMap<>();
    forms.forEach(
        (name, graph) -> {
          loaded.put(name, OrtModel.load(bytes(graph), threads));
          times.put(name, new ArrayList<>());
        });
    Map<String, Tensor> input = Map.of(Preprocessing.INPUT, known.bytes(0, batch));
    for (int round = 0; round < rounds; round++) {
      loaded.forEach(
          (name, model) -> {
            model.run(input);
            long begin = System.nanoTime();
            for (int i = 0; i < CALLS; i++) {
              model.run(input);
            }
            times.get(name).add((System.nanoTime() - begin) / 1e6 / CALLS);
          });
    }
    loaded.values().forEach(OrtModel::close);
    List<Double> floats = times.get(FLOATS);
    System.out.printf("%d threads, batch %d:", threads, batch);
    times.forEach(
        (name, each) ->
            System.out.printf(
                " %s %.3f ms (%.2f times faster)", name, median(each), ratio(floats, each)));
    System.out.println();
  }

  private static double ratio(List<Double> floats, List<Double> others) {
    List<Double> ratios = new ArrayList<>();
    for (int i = 0; i < floats.size(); i++) {
      ratios.add(floats.get(i) / others.get(i));
    }
    return median(ratios);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }
}
