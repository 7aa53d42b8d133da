package dev.facet.exporter.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.check.BundleCheck;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.verify.Timing;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.IntFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code facet-exporter time}: how long bundles take, side by side. */
@Command(
    name = "time",
    description =
        "Times bundles in turns on this machine, so that their ratio means something: at 1 and 8"
            + " pictures of noise, on one and two threads.",
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-exporter time --bundle bundles/mine/1.0.0 --bundle bundles/mine/1.1.0"
    })
final class TimeCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help and exit.")
  boolean help;

  @Option(
      names = "--bundle",
      required = true,
      paramLabel = "DIR",
      description = "A bundle; the first one is what the others are compared with.")
  private List<Path> bundles;

  @Option(
      names = "--file",
      paramLabel = "NAME",
      defaultValue = Bundle.MODEL,
      description = "Which of its models, such as model-int8.onnx (default: ${DEFAULT-VALUE}).")
  private String file;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the milliseconds as JSON, by bundle.")
  private Optional<Path> json;

  @Override
  public Integer call() throws IOException {
    Map<String, Timing.Subject> subjects = new LinkedHashMap<>();
    for (Path folder : bundles) {
      if (subjects.put(folder.toString(), subject(BundleCheck.open(folder))) != null) {
        throw new ParameterException(
            spec.commandLine(),
            "--bundle must name each bundle once, found %s twice".formatted(folder));
      }
    }
    Map<String, List<Timing>> timings = Timing.inTurns(subjects);
    List<Timing> first = timings.get(bundles.getFirst().toString());
    PrintWriter out = spec.commandLine().getOut();
    timings.forEach(
        (name, each) -> {
          out.println(name);
          for (int i = 0; i < each.size(); i++) {
            Timing timing = each.get(i);
            out.printf(
                Locale.ROOT,
                "  batch %d, threads %d: %.2f ms, %.2f of the first, median of %d calls%n",
                timing.batch(),
                timing.threads(),
                timing.milliseconds(),
                timing.milliseconds() / first.get(i).milliseconds(),
                timing.calls());
          }
        });
    out.flush();
    if (json.isPresent()) {
      Files.writeString(json.orElseThrow(), asJson(timings));
    }
    return 0;
  }

  private Timing.Subject subject(Bundle bundle) {
    if (!bundle.manifest().files().containsKey(file)) {
      throw new ExportException(
          "%s has no %s: choose one of %s with --file."
              .formatted(
                  bundle.folder(),
                  file,
                  bundle.manifest().files().keySet().stream()
                      .filter(name -> name.endsWith(".onnx"))
                      .toList()));
    }
    bundle.requireDigests();
    Path model = bundle.folder().resolve(file);
    return new Timing.Subject(threads -> OrtModel.load(model, threads), noise(bundle));
  }

  private static IntFunction<Tensor> noise(Bundle bundle) {
    Manifest.Input input = bundle.manifest().inputs().getFirst();
    long[] face = new long[input.shape().size()];
    long bytes = 1;
    for (int i = 1; i < face.length; i++) {
      if (!(input.shape().get(i) instanceof Dimension.Fixed(long size))) {
        throw new ExportException(
            "%s takes pictures of %s, but only those of a fixed size can be timed."
                .formatted(bundle.folder(), input.shape()));
      }
      face[i] = size;
      bytes = Math.multiplyExact(bytes, size);
    }
    int each = Math.toIntExact(bytes);
    return batch -> {
      byte[] pixels = new byte[Math.multiplyExact(batch, each)];
      new Random(SEED).nextBytes(pixels);
      face[0] = batch;
      return Tensor.ofBytes(pixels, face.clone());
    };
  }

  private static String asJson(Map<String, List<Timing>> timings) throws IOException {
    Map<String, List<Manifest.TimingEntry>> plain = new LinkedHashMap<>();
    timings.forEach(
        (name, each) ->
            plain.put(
                name,
                each.stream()
                    .map(
                        timing ->
                            new Manifest.TimingEntry(
                                timing.threads(), timing.batch(), timing.milliseconds()))
                    .toList()));
    return new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(plain) + "\n";
  }
}
