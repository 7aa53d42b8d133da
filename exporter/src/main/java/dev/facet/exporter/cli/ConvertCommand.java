package dev.facet.exporter.cli;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.export.Converter;
import dev.facet.exporter.graph.Value;
import dev.facet.exporter.pass.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-exporter convert}: any SameDiff graph becomes an ONNX file. */
@Command(
    name = "convert",
    description =
        "Turns any SameDiff graph into an ONNX file and compares the two on random numbers.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-exporter convert --graph model.sd --outputs softmax --out model.onnx",
      "The first axis of a placeholder that SameDiff leaves open (-1) is the batch."
    })
final class ConvertCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = "--graph",
      required = true,
      paramLabel = "FILE.sd",
      description = "A graph for inference, as SameDiff.save writes it.")
  private Path graph;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "FILE.onnx",
      description = "Where to write.")
  private Path out;

  @Option(
      names = "--outputs",
      paramLabel = "NAMES",
      split = ",",
      description = "The variables to give (default: the graph's own outputs).")
  private List<String> outputs = List.of();

  @Option(
      names = "--target",
      paramLabel = "TARGET",
      defaultValue = "cpu",
      description =
          "portable (operator set 17), cpu, or cuda (float16) (default: ${DEFAULT-VALUE}).")
  private Target target;

  @Option(names = "--force", description = "Replace the file if it exists.")
  private boolean force;

  @Override
  public Integer call() {
    if (Files.exists(out) && !force) {
      throw new ExportException(
          "%s exists already: choose another --out, or replace it with --force.".formatted(out));
    }
    Converter.Result result = Converter.convert(graph, outputs, target, out);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "%s: %d nodes, operator set %d, inputs %s, outputs %s; differs from SameDiff by at most"
                + " %.1e on random numbers%n",
            out,
            result.graph().nodes().size(),
            result.opset(),
            result.graph().inputs().stream().map(Value::name).toList(),
            result.graph().outputs().stream().map(Value::name).toList(),
            result.difference());
    return 0;
  }
}
