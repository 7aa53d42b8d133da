package dev.facet.pipeline;

import dev.facet.pipeline.registry.Registry;
import dev.facet.pipeline.registry.Releases;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-pipeline status}: what is served, what was, and what was stopped. */
@Command(
    name = "status",
    description =
        "Says which version of a model is served, which were, and what was stopped and why.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {"", "Example:", "  facet-pipeline status --registry registry --name faces"})
final class StatusCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--registry", required = true, paramLabel = "DIR", description = "The registry.")
  private Path registry;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model.")
  private String name;

  @Override
  public Integer call() {
    Releases all = Registry.releases(registry, name);
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "%s%n",
        all.served() == null
            ? "No version of %s is served.".formatted(name)
            : "%s %s is served.".formatted(name, all.served()));
    for (Releases.Release each : all.releases()) {
      out.printf(
          "%-10s %-12s %s  %s%n",
          each.version(),
          each.state().name().toLowerCase(Locale.ROOT).replace('_', ' '),
          each.at(),
          each.why());
    }
    for (Releases.Refusal each : all.refused()) {
      out.printf(
          "stopped by %s at %s: %s%n", each.step(), each.at(), String.join(" ", each.reasons()));
    }
    out.flush();
    return 0;
  }
}
