package dev.facet.exporter.cli;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.inspect.Inspection;
import dev.facet.exporter.inspect.Inspector;
import dev.facet.exporter.inspect.Summary;
import dev.facet.exporter.inspect.page.InspectionPage;
import dev.facet.exporter.inspect.profile.Profiler;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code facet-exporter inspect}: what is in a model, and where its time goes. */
@Command(
    name = "inspect",
    description =
        "Shows inputs, outputs, operators, parameters, multiply-adds and times of any ONNX model,"
            + " and draws it.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-exporter inspect --model bundles/celeba-pse/1.0.0 --run runs/pse --html pse.html",
      "shows what the passes made of the run, and writes the graph as a page for a browser."
    })
final class InspectCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "FILE|DIR",
      description =
          "An .onnx file of anyone, or the folder of a bundle, which means its model.onnx.")
  private Path model;

  @Option(
      names = "--run",
      paramLabel = "RUN",
      description = "The run that it came from, to compare with its network before the passes.")
  private Optional<Path> run;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Where to write the graph as one page for a browser.")
  private Optional<Path> html;

  @Option(
      names = "--images",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How many calls with one image to time (default: ${DEFAULT-VALUE}); 0 does not run the"
              + " model.")
  private int images;

  @Option(
      names = "--shape",
      paramLabel = "INPUT=SIZES",
      description =
          "The shape of an input whose sizes the file leaves open, such as tokens=1x128; may be"
              + " given several times.")
  private Map<String, String> shapes = new LinkedHashMap<>();

  @Override
  public Integer call() {
    if (images < 0) {
      throw new ParameterException(
          spec.commandLine(), "--images must be 0 or more, found " + images);
    }
    Map<String, List<Long>> chosen = new LinkedHashMap<>();
    shapes.forEach((input, sizes) -> chosen.put(input, sizes(input, sizes)));
    Inspection inspection = new Inspector(Profiler.usual(), images, chosen).inspect(model, run);
    Summary.lines(inspection).forEach(spec.commandLine().getOut()::println);
    html.ifPresent(page -> InspectionPage.write(page, inspection));
    inspection
        .damage()
        .ifPresent(
            damage -> {
              throw new ExportException(
                  "%s does not fit together: %s; get the file again."
                      .formatted(inspection.file().path(), damage));
            });
    return 0;
  }

  private List<Long> sizes(String input, String sizes) {
    try {
      List<Long> shape = Arrays.stream(sizes.split("x", -1)).map(Long::valueOf).toList();
      if (shape.stream().allMatch(size -> size >= 0)) {
        return shape;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw new ParameterException(
        spec.commandLine(),
        "--shape must be an input and its sizes, such as tokens=1x128, found %s=%s"
            .formatted(input, sizes));
  }
}
