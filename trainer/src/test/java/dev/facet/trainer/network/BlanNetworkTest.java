package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.block.AttentionOrder;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class BlanNetworkTest {
  private static final List<String> ATTRIBUTES = List.of("Smiling", "Bald", "Eyeglasses");
  private static final InputSpec INPUT =
      new InputSpec(17, 34, 16, 32, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final ResidualSpec ENCODER =
      new ResidualSpec(
          3,
          4,
          ResidualSpec.Block.BASIC,
          ResidualSpec.Shortcut.STRIDED,
          0,
          List.of(4, 6, 8),
          List.of(2, 1, 1),
          List.of(1, 2, 2));
  private static final BlanSpec COMPLETE = spec(Ladder.ATTENTION, 0.1, 0.2, true);

  private static BlanSpec spec(Ladder ladder, double alpha, double beta, boolean fusion) {
    return new BlanSpec(
        ladder,
        ENCODER,
        new AttentionSpec(AttentionOrder.CHANNEL_SPATIAL, 2, 3),
        List.of(
            new ClassifierSpec(5, 4, 3, 2),
            new ClassifierSpec(3, 2, 3, 2),
            new ClassifierSpec(3, 1, 4, 3)),
        6,
        0.5,
        4,
        alpha,
        beta,
        fusion,
        0.7);
  }

  private static Layers built(BlanSpec spec, Mode mode, DataType type) {
    Layers layers = new Layers(mode, type);
    spec.over(INPUT, Subjects.of(ATTRIBUTES)).build(layers);
    return layers;
  }

  @ParameterizedTest
  @EnumSource
  void lossHasTheRightGradients(Ladder ladder) {
    BlanSpec spec = spec(ladder, 0.3, 0.2, true);
    NetworkCheck.gradients(spec.over(INPUT, Subjects.of(ATTRIBUTES)), 0, 31);
  }

  @ParameterizedTest
  @EnumSource
  void inferenceHasTrainingsParametersButForImageAndDiscriminators(Ladder ladder) {
    BlanSpec spec = spec(ladder, 0.1, 0.1, true);
    Map<String, Parameter> training =
        new LinkedHashMap<>(built(spec, Mode.TRAINING, DataType.FLOAT).parameters());
    training.keySet().removeIf(n -> n.startsWith("information.") || n.startsWith("decoder.stem."));
    assertThat(built(spec, Mode.INFERENCE, DataType.FLOAT).parameters()).isEqualTo(training);
  }

  @Test
  void everyRowOfTheAblationAddsItsOwnPartAlone() {
    assertThat(kinds(spec(Ladder.ENCODER, 0, 0.1, false)))
        .containsExactly("backbone", "classifiers");
    assertThat(kinds(spec(Ladder.ENCODER, 0.1, 0.1, false)))
        .containsExactly("backbone", "classifiers", "information");
    assertThat(kinds(spec(Ladder.DECODER, 0.1, 0.1, false)))
        .containsExactly("backbone", "decoder", "classifiers", "information");
    assertThat(kinds(spec(Ladder.CONCATENATION, 0.1, 0.1, false)))
        .containsExactly("backbone", "decoder", "classifiers", "information");
    assertThat(kinds(spec(Ladder.ATTENTION, 0.1, 0.1, false)))
        .containsExactly("backbone", "decoder", "attention", "classifiers", "information");
    assertThat(kinds(spec(Ladder.ATTENTION, 0.1, 0.1, true)))
        .containsExactly(
            "backbone", "decoder", "attention", "classifiers", "fusion", "information");
  }

  private static List<String> kinds(BlanSpec spec) {
    return built(spec, Mode.TRAINING, DataType.FLOAT).parameters().keySet().stream()
        .map(name -> name.substring(0, name.indexOf('.')))
        .distinct()
        .toList();
  }

  @Test
  void labelsTellTheRowsApart() {
    assertThat(spec(Ladder.ENCODER, 0, 0.1, false).label()).isEqualTo("blan-enc");
    assertThat(spec(Ladder.ENCODER, 0.1, 0.1, false).label()).isEqualTo("blan-enc-lmim");
    assertThat(spec(Ladder.DECODER, 0.1, 0.1, false).label()).isEqualTo("blan-dec-lmim");
    assertThat(spec(Ladder.CONCATENATION, 0.1, 0.1, false).label()).isEqualTo("blan-enc-dec-lmim");
    assertThat(spec(Ladder.ATTENTION, 0.1, 0.1, false).label()).isEqualTo("blan-rdam-lmim");
    assertThat(COMPLETE.label()).isEqualTo("blan");
  }

  @Test
  void withoutFusionTheAnswerIsTheMeanOfTheLevelsScores() {
    Map<String, INDArray> outputs = infer(spec(Ladder.ATTENTION, 0.1, 0.1, false));
    INDArray levels = outputs.get(Tensors.LEVELS);
    assertThat(levels.shape()).containsExactly(2, 3, 3);
    for (int face = 0; face < 2; face++) {
      for (int attribute = 0; attribute < 3; attribute++) {
        double sum = 0;
        for (int level = 0; level < 3; level++) {
          double p = levels.getDouble(face, level, attribute);
          sum += Math.log(p / (1 - p));
        }
        assertThat(outputs.get(Tensors.PROBABILITIES).getDouble(face, attribute))
            .isCloseTo(1 / (1 + Math.exp(-sum / 3)), within(1e-9));
      }
    }
  }

  /** BLAN, eq. 6, from what each level answers alone. */
  @Test
  void fusionWeighsTheLevelsAndTheirSum() {
    Map<String, INDArray> outputs = infer(COMPLETE);
    INDArray weights = outputs.get("fusion.weight");
    assertThat(outputs.get(Tensors.PROBABILITIES).shape()).containsExactly(2, 3);
    for (int face = 0; face < 2; face++) {
      for (int attribute = 0; attribute < 3; attribute++) {
        double sum = 0;
        double fused = 0;
        for (int level = 0; level < 3; level++) {
          double p = outputs.get(Tensors.LEVELS).getDouble(face, level, attribute);
          double score = Math.log(p / (1 - p));
          sum += score;
          fused += weights.getDouble(0, level, attribute) * score;
        }
        fused += weights.getDouble(0, 3, attribute) * sum;
        assertThat(outputs.get(Tensors.PROBABILITIES).getDouble(face, attribute))
            .isCloseTo(1 / (1 + Math.exp(-fused)), within(1e-9));
      }
    }
  }

  private static Map<String, INDArray> infer(BlanSpec spec) {
    SplittableRandom random = new SplittableRandom(41);
    Layers layers = built(spec, Mode.INFERENCE, DataType.DOUBLE);
    PlanBuilder builder =
        new PlanBuilder(layers.graph())
            .bind(Tensors.IMAGES, NetworkCheck.normal(random, 1, 2, 3, 32, 16))
            .output(Tensors.PROBABILITIES)
            .output(Tensors.LEVELS);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    for (Parameter parameter : layers.parameters().values()) {
      arrays.put(parameter.name(), NetworkCheck.start(parameter, random, DataType.DOUBLE));
    }
    // far from the mean that it begins with
    arrays.computeIfPresent(
        "fusion.weight", (name, start) -> NetworkCheck.normal(random, 1, start.shape()));
    arrays.forEach(builder::bind);
    try (Plan plan = builder.build()) {
      plan.run();
      arrays.put(Tensors.PROBABILITIES, plan.output(Tensors.PROBABILITIES).dup());
      arrays.put(Tensors.LEVELS, plan.output(Tensors.LEVELS).dup());
      return arrays;
    }
  }

  @Test
  void refusesWhatItCannotBuild() {
    InputSpec odd = new InputSpec(17, 34, 16, 30, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COMPLETE.over(odd, Subjects.of(ATTRIBUTES)))
        .withMessageContaining("must be multiples of 16 with this backbone, found 30 and 16");
    spec(Ladder.ENCODER, 0, 0, false).over(odd, Subjects.of(ATTRIBUTES));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> COMPLETE.over(INPUT, Subjects.of(List.of())))
        .withMessage("the network blan needs attributes, found none");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> spec(Ladder.ATTENTION, -1, 0.1, true))
        .withMessage("alpha must be a number of 0 or more, found -1.0");
  }
}
