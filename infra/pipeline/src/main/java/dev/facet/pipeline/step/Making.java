package dev.facet.pipeline.step;

import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.gate.Evaluation;
import dev.facet.pipeline.gate.QualityGate;
import dev.facet.pipeline.registry.Integrity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * From data to a signed bundle that agrees with its network: fit, evaluate, gate, export, verify.
 */
final class Making {
  private static final String PREDICTIONS = "predictions.json";

  private final Request request;
  private final Toolbox tools;
  private final Job job;
  private final List<String> labels;
  private final Optional<Path> servedRun;

  /**
   * For one job.
   *
   * @param labels of the data
   * @param servedRun the run of the served model, if one is served
   */
  Making(Request request, Toolbox tools, Job job, List<String> labels, Optional<Path> servedRun) {
    this.request = request;
    this.tools = tools;
    this.job = job;
    this.labels = labels;
    this.servedRun = servedRun;
  }

  void fit() {
    job.step(
        "fit",
        Optional.of(job.run()),
        () -> {
          List<String> arguments = new ArrayList<>();
          arguments.addAll(List.of("fit", "--recipe", request.recipe()));
          arguments.addAll(List.of("--data", request.data().toString()));
          arguments.addAll(List.of("--out", job.run().toString(), "--resume"));
          arguments.addAll(request.fit());
          tools.trainer().run(arguments, job.logOf("fit"));
        });
  }

  void evaluate() {
    job.step(
        "evaluate", Optional.of(job.evaluation()), () -> evaluate(job.run(), job.evaluation()));
    servedRun.ifPresent(
        run ->
            job.step(
                "compare",
                Optional.of(job.servedEvaluation()),
                () -> evaluate(run, job.servedEvaluation())));
  }

  private void evaluate(Path run, Path to) {
    List<String> groups =
        request.settings().gate().groups().stream().filter(labels::contains).toList();
    tools
        .trainer()
        .run(
            List.of(
                "evaluate",
                "--run",
                run.toString(),
                "--data",
                request.data().toString(),
                "--out",
                to.toString(),
                "--predictions",
                to.resolve(PREDICTIONS).toString(),
                "--groups",
                groups.isEmpty() ? "none" : String.join(",", groups)),
            job.logOf("evaluate"));
  }

  /** What the evaluations say, the new model's first. */
  void judge() {
    Optional<Evaluation> served = servedRun.map(run -> evaluation(job.servedEvaluation()));
    job.require(
        "gate",
        new QualityGate(request.settings().gate()).judge(evaluation(job.evaluation()), served));
  }

  Evaluation.Said said() {
    return evaluation(job.evaluation()).said();
  }

  private static Evaluation evaluation(Path folder) {
    return Evaluation.read(folder.resolve("evaluation-test.json"), folder.resolve(PREDICTIONS));
  }

  void export() {
    Path bundle = job.bundle(request.name());
    job.step(
        "export",
        Optional.of(bundle),
        () -> {
          List<String> arguments = new ArrayList<>();
          arguments.addAll(List.of("export", "--run", job.run().toString(), "--force"));
          arguments.addAll(List.of("--data", request.data().toString()));
          arguments.addAll(List.of("--out", bundle.getParent().getParent().toString()));
          arguments.addAll(List.of("--name", request.name(), "--version", job.plan().version()));
          if (request.settings().export().int8()) {
            arguments.add("--int8");
          }
          if (request.settings().export().fp16()) {
            arguments.add("--fp16");
          }
          request.sign().ifPresent(key -> arguments.addAll(List.of("--sign", key.toString())));
          tools.exporter().run(arguments, job.logOf("export"));
        });
  }

  void verify() {
    Path bundle = job.bundle(request.name());
    job.step(
        "verify",
        Optional.empty(),
        () -> {
          requireIntact(bundle);
          List<String> arguments = new ArrayList<>();
          arguments.addAll(List.of("verify", "--bundle", bundle.toString()));
          arguments.addAll(List.of("--run", job.run().toString()));
          arguments.addAll(List.of("--data", request.data().toString()));
          request.key().ifPresent(key -> arguments.addAll(List.of("--key", key.toString())));
          tools.exporter().run(arguments, job.logOf("verify"));
        });
    requireIntact(bundle); // also what an earlier run has verified
  }

  private void requireIntact(Path bundle) {
    try {
      new Integrity(request.key()).require(bundle);
    } catch (PipelineException e) {
      throw new Stopped("verify", List.of(e.getMessage()));
    }
  }
}
