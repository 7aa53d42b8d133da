package dev.facet.pipeline;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where Facet's other programs are: by default where its build puts them. */
final class Programs {
  @Option(
      names = "--trainer",
      paramLabel = "JAR",
      defaultValue = "trainer/target/facet-trainer.jar",
      description = "Default: ${DEFAULT-VALUE}.")
  Path trainer;

  @Option(
      names = "--exporter",
      paramLabel = "JAR",
      defaultValue = "exporter/target/facet-exporter.jar",
      description = "Default: ${DEFAULT-VALUE}.")
  Path exporter;

  @Option(
      names = "--function",
      paramLabel = "JAR",
      defaultValue = "function/target/quarkus-app/quarkus-run.jar",
      description = "Default: ${DEFAULT-VALUE}.")
  Path function;
}
