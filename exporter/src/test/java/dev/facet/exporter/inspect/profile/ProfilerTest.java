package dev.facet.exporter.inspect.profile;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.ForeignModel;
import dev.facet.exporter.inspect.profile.Profile.TimedOperator;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfilerTest {
  private static final Map<String, List<Long>> PICTURE = Map.of("picture", List.of(1L, 4L, 6L, 6L));

  @TempDir private Path folder;

  @Test
  void findsShapesThatNobodyDeclared() {
    Profile profile = profile(ForeignModel.small());

    assertThat(profile.shapes())
        .containsEntry("convolved", List.of(1L, 8L, 4L, 4L))
        .containsEntry("row", List.of(1L, 8L))
        .containsEntry("answer", List.of(1L, 5L));
  }

  @Test
  void measuresTheOperatorsThatOnnxRuntimeMakes() {
    ForeignModel model = ForeignModel.small();

    Profile profile = profile(model);

    assertThat(profile.calls()).isEqualTo(3);
    assertThat(profile.milliseconds()).isPositive();
    assertThat(profile.operators()).extracting(TimedOperator::operator).contains("MatMul");
    assertThat(profile.operators().size()).isLessThan(model.outline().nodes().size());
  }

  @Test
  void bringsTheTimeOfFusedOperatorsToTheLastOfThem() {
    ForeignModel model = ForeignModel.small();

    Map<String, Double> times = NodeTimes.of(model.outline(), profile(model));

    assertThat(times).containsKeys("bent", "answer").doesNotContainKey("convolved");
    assertThat(times.values()).allMatch(time -> time > 0);
  }

  @Test
  void saysInOnnxRuntimesWordsWhyAModelDoesNotRun() {
    ForeignModel model =
        new ForeignModel()
            .input("picture", FLOAT, "N", 4, 6, 6)
            .node("Transmogrify", "y", List.of("picture"))
            .output("y", FLOAT, "N");

    assertThat(outcome(model, usual()))
        .isInstanceOfSatisfying(
            Profiler.Outcome.Failed.class,
            failed ->
                assertThat(failed.why())
                    .startsWith("ONNX Runtime says: ")
                    .contains("Transmogrify"));
  }

  @Test
  void survivesAModelThatTakesTooLong() {
    assertThat(outcome(ForeignModel.small(), new Profiler(Duration.ofMillis(1), Long.MAX_VALUE)))
        .isEqualTo(new Profiler.Outcome.Failed("it was not done after 0 seconds"));
  }

  @Test
  void survivesAModelThatTakesTooMuchMemory() {
    assertThat(outcome(ForeignModel.small(), new Profiler(Duration.ofMinutes(1), 1 << 20)))
        .isEqualTo(new Profiler.Outcome.Failed("it took more than 1 MiB of memory"));
  }

  private Profile profile(ForeignModel model) {
    return ((Profiler.Outcome.Ran) outcome(model, usual())).profile();
  }

  private Profiler.Outcome outcome(ForeignModel model, Profiler profiler) {
    Path file = model.write(folder.resolve("model.onnx"));
    return profiler.profile(file, model.outline(), PICTURE, 3);
  }

  private static Profiler usual() {
    return new Profiler(Duration.ofMinutes(1), 4L << 30);
  }
}
