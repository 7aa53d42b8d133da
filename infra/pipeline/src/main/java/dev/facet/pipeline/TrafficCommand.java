package dev.facet.pipeline;

import dev.facet.pipeline.registry.KnativeTraffic;
import dev.facet.pipeline.registry.Registry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-pipeline traffic}: how a cluster serves what the registry serves. */
@Command(
    name = "traffic",
    description = {
      "Writes a kustomize component for a Knative Service: the served version from its OCI image, with a share of the traffic, and the rest for the version before.",
      "Applied with 10, then 50, then 100 percent, it brings a new version to all; with the registry rolled back, it goes back."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    footer = {
      "",
      "Example:",
      "  skopeo copy oci:registry/oci:faces-1.1.0 docker://YOUR/MODELS:faces-1.1.0",
      "  facet-pipeline traffic --registry registry --name faces --image YOUR/MODELS --share 10 --out overlay/models"
    })
final class TrafficCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--registry", required = true, paramLabel = "DIR", description = "The registry.")
  private Path registry;

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model.")
  private String name;

  @Option(
      names = "--image",
      required = true,
      paramLabel = "IMAGE",
      description = "Where its images were pushed to, without tag and digest.")
  private String image;

  @Option(
      names = "--share",
      defaultValue = "100",
      paramLabel = "PERCENT",
      description = "For the served version (default: ${DEFAULT-VALUE}).")
  private int share;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "The component.")
  private Path out;

  @Override
  public Integer call() {
    if (share < 1 || share > 100) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--share must be in 1..100, found " + share);
    }
    String patch = new KnativeTraffic(Registry.releases(registry, name), image).patch(share);
    Folders.replace(out.resolve("patch.json"), patch.getBytes(StandardCharsets.UTF_8));
    Folders.replace(
        out.resolve("kustomization.yaml"),
        KnativeTraffic.KUSTOMIZATION.getBytes(StandardCharsets.UTF_8));
    spec.commandLine().getOut().printf("Written to %s: name it under components.%n", out);
    spec.commandLine().getOut().flush();
    return 0;
  }
}
