package dev.facet.pipeline.step;

import dev.facet.pipeline.Json;
import dev.facet.pipeline.gate.Verdict;
import dev.facet.pipeline.registry.Inputs;
import dev.facet.pipeline.tool.ToolFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * One way from inputs to a version, in a folder of its own, which a later run takes up.
 *
 * @param folder where everything of it lies
 * @param plan what it makes
 * @param log which steps are done
 * @param console what people see
 * @param clock for the log
 */
record Job(Path folder, Plan plan, StepLog log, Console console, Clock clock) {
  /**
   * What a job makes.
   *
   * @param inputs of the model
   * @param served the version that it is compared with; null before the first
   * @param version that it will have
   */
  record Plan(Inputs inputs, String served, String version) {}

  /**
   * Takes up the job of these inputs, or begins it.
   *
   * @param work the folder of all jobs
   * @param plan for a job that begins
   */
  static Job open(Path work, Plan plan, Console console, Clock clock) {
    String against = plan.served() == null ? "first" : "after-" + plan.served();
    Path folder = work.resolve(plan.inputs().key() + "-" + against);
    Path file = folder.resolve("plan.json");
    Plan known = Files.isRegularFile(file) ? Json.read(file, Plan.class) : plan;
    Json.write(file, known);
    return new Job(folder, known, new StepLog(folder.resolve("steps.json"), clock), console, clock);
  }

  /** Where a step's programs write what they say. */
  Path logOf(String step) {
    return folder.resolve("logs").resolve(step + ".log");
  }

  /** The trained run. */
  Path run() {
    return folder.resolve("run");
  }

  /** What is kept of the judging, beside the bundle. */
  Path evidence() {
    return folder.resolve("evidence");
  }

  /** The new model's evaluation. */
  Path evaluation() {
    return folder.resolve("evaluation");
  }

  /** The served model's on the same faces. */
  Path servedEvaluation() {
    return folder.resolve("served-evaluation");
  }

  /** The new bundle. */
  Path bundle(String name) {
    return folder.resolve("bundles").resolve(name).resolve(plan.version());
  }

  /**
   * Does a step unless it is done.
   *
   * @param output the folder that it writes
   */
  void step(String name, Optional<Path> output, Runnable work) {
    Optional<StepLog.Done> done = log.done(name, output);
    if (done.isPresent()) {
      console.say("%-9s done at %s".formatted(name, done.orElseThrow().at()));
      return;
    }
    console.say("%-9s begins".formatted(name));
    var begun = clock.instant();
    try {
      work.run();
    } catch (ToolFailure e) {
      if (e.isVerdict()) {
        throw new Stopped(name, List.of(e.getMessage()));
      }
      throw e;
    }
    log.finish(name, begun, output);
  }

  /** Shows a verdict and stops if it lets nothing through. */
  void require(String step, Verdict verdict) {
    console.show(verdict);
    if (!verdict.passes()) {
      throw new Stopped(step, verdict.reasons());
    }
  }
}
