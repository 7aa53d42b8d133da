package dev.facet.exporter.inspect;

import dev.facet.exporter.PlainText;
import dev.facet.exporter.inspect.Inspection.NodeFacts;
import dev.facet.exporter.inspect.profile.NodeTimes;
import dev.facet.exporter.inspect.profile.Profile;
import dev.facet.exporter.inspect.profile.Profiler;
import dev.facet.exporter.onnx.outline.ModelOutline;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what there is to know of a model.
 *
 * @param profiler which may run it
 * @param calls how many to time; with 0 the model is not run
 * @param chosen shapes of inputs by name, where the caller says more than the file
 */
public record Inspector(Profiler profiler, int calls, Map<String, List<Long>> chosen) {
  /**
   * Looks at a model.
   *
   * @param fileOrBundle an {@code .onnx} file of anyone, or the folder of a bundle
   * @param run the run that it came from, to tell what the passes did
   * @throws dev.facet.exporter.ExportException if a file is missing or damaged
   * @throws dev.facet.trainer.data.DataException if there is no finished run
   */
  public Inspection inspect(Path fileOrBundle, Optional<Path> run) {
    ModelFile file = ModelFile.open(fileOrBundle);
    ModelOutline model = file.outline();
    CallShapes.requireFitting(model, chosen);
    Optional<Map<String, Long>> translated = run.map(TranslatedRun::operators);
    Shapes declared = Shapes.declared(model, chosen);
    Profiler.Outcome outcome = profile(file, declared);
    Optional<Profile> profile = Optional.empty();
    Optional<String> noProfile = Optional.empty();
    Optional<String> damage = Optional.empty();
    switch (outcome) {
      case Profiler.Outcome.Ran(Profile found) -> profile = Optional.of(found);
      case Profiler.Outcome.Failed(String why) -> noProfile = Optional.of(why);
      case Profiler.Outcome.Damaged(String why) -> {
        noProfile = Optional.of(why);
        damage = Optional.of(why);
      }
    }
    Shapes shapes = profile.map(found -> declared.with(found.shapes())).orElse(declared);
    Map<String, Double> times = profile.map(found -> NodeTimes.of(model, found)).orElseGet(Map::of);
    List<NodeFacts> nodes =
        model.nodes().stream()
            .map(
                node ->
                    new NodeFacts(
                        node,
                        MultiplyAdds.of(node, shapes),
                        Optional.ofNullable(times.get(node.name()))))
            .toList();
    return new Inspection(
        file, shapes, nodes, translated, profile, noProfile, damage.or(() -> contradiction(nodes)));
  }

  private static Optional<String> contradiction(List<NodeFacts> nodes) {
    return nodes.stream()
        .filter(facts -> facts.multiplyAdds() instanceof MultiplyAdds.Count.Contradictory)
        .findFirst()
        .map(
            facts ->
                "the shapes of operator '%s' (%s) contradict each other"
                    .formatted(PlainText.name(facts.node().name()), facts.node().kind()));
  }

  private Profiler.Outcome profile(ModelFile file, Shapes shapes) {
    if (calls == 0) {
      return new Profiler.Outcome.Failed("no calls were asked for");
    }
    return CallShapes.obstacle(file.outline(), shapes)
        .<Profiler.Outcome>map(Profiler.Outcome.Failed::new)
        .orElseGet(
            () ->
                profiler.profile(
                    file.path(), file.outline(), CallShapes.of(file.outline(), shapes), calls));
  }
}
