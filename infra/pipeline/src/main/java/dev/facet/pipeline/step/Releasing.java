package dev.facet.pipeline.step;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.canary.Canary;
import dev.facet.pipeline.canary.Endpoint;
import dev.facet.pipeline.canary.Functions;
import dev.facet.pipeline.gate.BundleGate;
import dev.facet.pipeline.gate.Evaluation;
import dev.facet.pipeline.gate.Verdict;
import dev.facet.pipeline.registry.BundleFacts;
import dev.facet.pipeline.registry.Integrity;
import dev.facet.pipeline.registry.Registry;
import dev.facet.pipeline.tool.ToolFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** From a bundle to a served model: time, gate, publish, canary, promote. */
final class Releasing {
  private final Request request;
  private final Toolbox tools;
  private final Job job;
  private final Registry registry;
  private final Integrity integrity;

  Releasing(Request request, Toolbox tools, Job job, Registry registry) {
    this.request = request;
    this.tools = tools;
    this.job = job;
    this.registry = registry;
    this.integrity = new Integrity(request.key());
  }

  /** Compares the bundle with the served one. */
  void judge() {
    Path times = job.folder().resolve("times.json");
    Path bundle = job.bundle(request.name());
    Optional<Path> served =
        Optional.ofNullable(job.plan().served())
            .map(version -> registry.bundle(request.name(), version));
    job.step(
        "time",
        Optional.of(times),
        () -> {
          List<String> arguments = new ArrayList<>(List.of("time"));
          served.ifPresent(folder -> arguments.addAll(List.of("--bundle", folder.toString())));
          arguments.addAll(List.of("--bundle", bundle.toString(), "--json", times.toString()));
          tools.exporter().run(arguments, job.logOf("time"));
        });
    JsonNode all = Json.read(times, JsonNode.class);
    job.require(
        "gate",
        new BundleGate(request.settings().gate())
            .judge(
                BundleFacts.read(bundle),
                served.map(BundleFacts::read),
                new BundleGate.Latency(
                    single(all, bundle),
                    served.isPresent()
                        ? OptionalDouble.of(single(all, served.orElseThrow()))
                        : OptionalDouble.empty())));
  }

  private static double single(JsonNode times, Path bundle) {
    for (JsonNode each : times.path(bundle.toString())) {
      if (each.path("threads").asInt() == 1 && each.path("batch").asInt() == 1) {
        return each.path("milliseconds").asDouble();
      }
    }
    throw new PipelineException("%s was not timed with one picture.".formatted(bundle));
  }

  /** Puts the bundle into the registry, with how it was judged. */
  void publish() {
    job.step(
        "publish",
        Optional.empty(),
        () -> {
          requireIntact("publish", job.bundle(request.name()));
          gatherEvidence();
          registry.publish(
              request.name(),
              job.plan().version(),
              job.bundle(request.name()),
              job.evidence(),
              job.plan().inputs());
        });
  }

  private void gatherEvidence() {
    Path evidence = job.evidence();
    Folders.delete(evidence);
    Path waiting = job.folder().resolve(".waiting");
    Folders.copy(job.evaluation(), evidence.resolve("evaluation"), waiting);
    try {
      Files.createDirectories(evidence.resolve("run"));
      for (String file : List.of("recipe.yaml", "run.json", "metrics.json", "graph.sd")) {
        Files.copy(job.run().resolve(file), evidence.resolve("run").resolve(file));
      }
      Files.copy(job.folder().resolve("data.json"), evidence.resolve("data.json"));
      // whose faces they are stays with the data
      Files.delete(evidence.resolve("evaluation").resolve("predictions.json"));
    } catch (IOException e) {
      throw new PipelineException("%s cannot be written (%s).".formatted(evidence, e), e);
    }
  }

  /** Lets the new model answer a share of the pictures, and serves it or takes it back. */
  void tryAndPromote(Evaluation.Said said) {
    String version = job.plan().version();
    job.step(
        "canary",
        Optional.empty(),
        () -> {
          registry.tryOut(request.name(), version);
          try {
            job.require("canary", canary(version, said));
          } catch (Stopped | ToolFailure e) {
            registry.takeBack(request.name(), version, e.getMessage());
            throw e;
          }
        });
    job.step("promote", Optional.empty(), () -> promote(version, said));
  }

  private Verdict canary(String version, Evaluation.Said said) {
    requireIntact("canary", registry.canary().resolve(request.name()).resolve(version));
    try (Functions.Running candidate =
        tools.functions().start(registry.canary(), job.logOf("function-canary"))) {
      Canary canary = new Canary(request.settings().canary(), request.name());
      if (job.plan().served() == null) {
        return canary.run(version, candidate.endpoint(), Optional.empty(), said);
      }
      try (Functions.Running served =
          tools.functions().start(registry.served(), job.logOf("function-served"))) {
        return canary.run(version, candidate.endpoint(), Optional.of(served.endpoint()), said);
      }
    }
  }

  private void requireIntact(String step, Path bundle) {
    try {
      integrity.require(bundle);
    } catch (PipelineException e) {
      throw new Stopped(step, List.of(e.getMessage()));
    }
  }

  private void promote(String version, Evaluation.Said said) {
    registry.promote(request.name(), version, "It passed the gate and the canary.");
    try (Functions.Running running =
        tools.functions().start(registry.served(), job.logOf("function-promoted"))) {
      Endpoint.Answer answer =
          running.endpoint().ask(Path.of(said.faces().getFirst().picture()), request.name());
      if (!answer.version().equals(version)) {
        throw new Stopped(
            "promote",
            List.of(
                "A function on %s answers with %s instead of version %s."
                    .formatted(
                        registry.served(),
                        answer.mistake().isEmpty()
                            ? "version " + answer.version()
                            : answer.mistake(),
                        version)));
      }
    } catch (Stopped | ToolFailure e) {
      if (job.plan().served() != null) {
        registry.rollBack(request.name(), job.plan().served(), e.getMessage());
      }
      throw e;
    }
  }
}
