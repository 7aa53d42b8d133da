package dev.facet.pipeline.step;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.data.DataCheck;
import dev.facet.pipeline.data.DataFacts;
import dev.facet.pipeline.registry.Inputs;
import dev.facet.pipeline.registry.Integrity;
import dev.facet.pipeline.registry.Registry;
import dev.facet.pipeline.registry.Releases;
import dev.facet.pipeline.registry.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * All steps in their order. What came of the same inputs before decides whether there is anything
 * to do: a model that is served is left alone, and what was stopped stays stopped.
 */
public final class Pipeline {
  private static final int MOST_REASONS = 2;

  private final Request request;
  private final Toolbox tools;
  private final Console console;
  private final Clock clock;

  /** For one request. */
  public Pipeline(Request request, Toolbox tools, Console console, Clock clock) {
    this.request = request;
    this.tools = tools;
    this.console = console;
    this.clock = clock;
  }

  /** How a run ended. */
  public enum Outcome {
    /** A new version is served. */
    SERVED,
    /** Nothing had changed. */
    UNCHANGED,
    /** A check let nothing through; what was served is served. */
    STOPPED
  }

  /**
   * What a run came to.
   *
   * @param outcome how it ended
   * @param version that is served now; empty where none is
   */
  public record Result(Outcome outcome, Optional<String> version) {}

  /**
   * Runs.
   *
   * @throws PipelineException if a user has to put something right first
   * @throws dev.facet.pipeline.tool.ToolFailure if a program was ended from outside
   */
  public Result run() {
    try (Registry registry = Registry.open(request.registry(), clock)) {
      DataFacts facts = inspect();
      Inputs inputs = inputs(facts);
      Releases before = registry.releases(request.name());
      requireIntact(registry, before);
      Optional<Result> known = request.again() ? Optional.empty() : known(before, inputs);
      return known.orElseGet(() -> make(registry, before, facts, inputs));
    }
  }

  private DataFacts inspect() {
    console.say("%-9s begins".formatted("data"));
    Path file = request.work().resolve("data.json");
    Folders.replace(file, new byte[0]);
    tools
        .trainer()
        .run(
            List.of(
                "inspect",
                "--data",
                request.data().toString(),
                "--pictures",
                "--json",
                file.toString()),
            request.work().resolve("data.log"));
    return DataFacts.read(file);
  }

  private Inputs inputs(DataFacts facts) {
    Path file = Path.of(request.recipe());
    return new Inputs(
        facts.digest(),
        facts.pictures(),
        Files.isRegularFile(file) ? Digests.of(file) : request.recipe(),
        request.fit(),
        Digests.of(Json.text(request.settings())),
        tools.code());
  }

  /** What is served must still be what was published, or comparing with it means nothing. */
  private void requireIntact(Registry registry, Releases before) {
    before
        .current()
        .ifPresent(
            release -> {
              Integrity integrity = new Integrity(request.key());
              integrity.require(registry.bundle(request.name(), release.version()));
              integrity.require(
                  registry.served().resolve(request.name()).resolve(release.version()));
            });
  }

  private Optional<Result> known(Releases before, Inputs inputs) {
    Optional<Releases.Release> same =
        before.current().filter(release -> release.inputs().equals(inputs));
    if (same.isPresent()) {
      console.say(
          "Nothing to do: %s %s is served, made of the same data, recipe, settings and code."
              .formatted(request.name(), before.served()));
      return Optional.of(new Result(Outcome.UNCHANGED, Optional.of(before.served())));
    }
    Optional<Releases.Refusal> refusal = before.refusal(inputs);
    if (refusal.isPresent()) {
      console.say(
          "Nothing has changed since %s, when %s stopped it; --again tries it anew."
              .formatted(refusal.orElseThrow().at(), refusal.orElseThrow().step()));
      refusal.orElseThrow().reasons().forEach(reason -> console.say("  FAILS  " + reason));
      return Optional.of(new Result(Outcome.STOPPED, Optional.ofNullable(before.served())));
    }
    console.say(
        "Because "
            + before
                .current()
                .map(release -> String.join(", ", inputs.changes(release.inputs())))
                .orElse("nothing is served so far"));
    return Optional.empty();
  }

  private Result make(Registry registry, Releases before, DataFacts facts, Inputs inputs) {
    if (request.again()) {
      forget(inputs, before);
    }
    String version =
        request
            .version()
            .orElseGet(() -> Version.after(registry.versions(request.name())).toString());
    Job job =
        Job.open(request.work(), new Job.Plan(inputs, before.served(), version), console, clock);
    console.say("%s %s in %s".formatted(request.name(), job.plan().version(), job.folder()));
    try {
      steps(registry, before, facts, job);
      console.conclude(
          "Served: %s %s%s."
              .formatted(
                  request.name(),
                  job.plan().version(),
                  before.served() == null ? "" : ", in place of " + before.served()));
      return new Result(Outcome.SERVED, Optional.of(job.plan().version()));
    } catch (Stopped e) {
      registry.refuse(request.name(), inputs, e.step(), e.reasons());
      console.conclude(
          "Stopped by %s: %s %s"
              .formatted(
                  e.step(),
                  shortly(e.reasons()),
                  before.served() == null
                      ? "Nothing is served."
                      : "%s stays served.".formatted(before.served())));
      return new Result(Outcome.STOPPED, Optional.ofNullable(before.served()));
    } finally {
      console.close(
          "%s %s".formatted(request.name(), job.plan().version()),
          job.folder().resolve("summary.md"));
    }
  }

  /** The first reasons; all of them are in the table. */
  private static String shortly(List<String> reasons) {
    String first = String.join(" ", reasons.subList(0, Math.min(MOST_REASONS, reasons.size())));
    return reasons.size() <= MOST_REASONS
        ? first
        : "%s And %d more.".formatted(first, reasons.size() - MOST_REASONS);
  }

  private void forget(Inputs inputs, Releases before) {
    String against = before.served() == null ? "first" : "after-" + before.served();
    Folders.delete(request.work().resolve(inputs.key() + "-" + against));
  }

  private void steps(Registry registry, Releases before, DataFacts facts, Job job) {
    Optional<Path> evidence =
        before.current().map(release -> registry.evidence(request.name(), release.version()));
    keep(job);
    job.require(
        "data",
        new DataCheck(request.settings().data())
            .judge(facts, evidence.map(folder -> DataFacts.read(folder.resolve("data.json")))));
    Making making =
        new Making(
            request, tools, job, facts.attributes(), evidence.map(folder -> folder.resolve("run")));
    making.fit();
    making.evaluate();
    making.judge();
    making.export();
    making.verify();
    Releasing releasing = new Releasing(request, tools, job, registry);
    releasing.judge();
    releasing.publish();
    releasing.tryAndPromote(making.said());
  }

  private void keep(Job job) {
    try {
      Folders.replace(
          job.folder().resolve("data.json"),
          Files.readAllBytes(request.work().resolve("data.json")));
    } catch (IOException e) {
      throw new PipelineException("%s cannot be read (%s).".formatted(request.work(), e), e);
    }
  }
}
