package dev.facet.pipeline;

import dev.facet.pipeline.registry.Integrity;
import dev.facet.pipeline.registry.Registry;
import dev.facet.pipeline.registry.Releases;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-pipeline rollback}: serves an earlier version again. */
@Command(
    name = "rollback",
    description = "Serves the version before the served one again, or another published one.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  facet-pipeline rollback --registry registry --name faces --why 'blurry faces read as bald'"
    })
final class RollbackCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--registry", required = true, paramLabel = "DIR", description = "The registry.")
  private Path registry;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model.")
  private String name;

  @Option(names = "--to", paramLabel = "V", description = "Which version. Default: the one before.")
  private Optional<String> to;

  @Option(
      names = "--why",
      paramLabel = "TEXT",
      defaultValue = "Someone rolled it back.",
      description = "For those who read the history.")
  private String why;

  @Option(
      names = "--key",
      paramLabel = "PUBLIC.pem",
      description = "Demand a signature that this public key verifies.")
  private Optional<Path> key;

  @Override
  public Integer call() {
    try (Registry open = Registry.open(registry.toAbsolutePath().normalize(), Clock.systemUTC())) {
      Releases all = open.releases(name);
      String version =
          to.or(() -> all.previous().map(Releases.Release::version))
              .orElseThrow(
                  () ->
                      new PipelineException(
                          "%s has no version of %s that was served before: name one with --to."
                              .formatted(registry, name)));
      if (version.equals(all.served())) {
        throw new PipelineException("%s %s is served already.".formatted(name, version));
      }
      if (all.release(version).isEmpty()) {
        throw new PipelineException(
            "%s has no version %s of %s: choose one of %s."
                .formatted(registry, version, name, open.versions(name)));
      }
      new Integrity(key).require(open.bundle(name, version));
      open.rollBack(name, version, why);
      spec.commandLine()
          .getOut()
          .printf("Served: %s %s, in place of %s.%n", name, version, all.served());
      spec.commandLine().getOut().flush();
    }
    return 0;
  }
}
