package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.AlexNetSpec;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.plan.GradientCheck;
import dev.facet.trainer.plan.Gradients;
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

class GalNetworkTest {
  private static final long SEED = 92;
  private static final int BATCH = 4;
  private static final List<String> ATTRIBUTES =
      List.of("Smiling", "Bald", "Eyeglasses", "No_Beard", "Bangs");
  private static final InputSpec INPUT =
      new InputSpec(21, 25, 20, 24, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final List<String> FEATURE_NET = List.of("backbone", "features");

  private static Network network(GalForm form, double dropout) {
    AlexNetSpec backbone =
        new AlexNetSpec(
            2, 2, 1, List.of(4, 4, 6, 6, 6), List.of(5, 3, 3, 3, 3), List.of(1, 2, 1, 2, 2));
    return new GalSpec(form, backbone, 16, 2, dropout).over(INPUT, Subjects.of(ATTRIBUTES));
  }

  private static Layers training(GalForm form, DataType type) {
    Layers layers = new Layers(Mode.TRAINING, type);
    network(form, 0).build(layers);
    return layers;
  }

  private static boolean learnsFeatures(String parameter) {
    return FEATURE_NET.stream().anyMatch(path -> parameter.startsWith(path + "."));
  }

  @Test
  void theBaselinesLossHasTheRightGradients() {
    NetworkCheck.gradients(network(GalForm.BASELINE, 0.3), 0, SEED);
  }

  @Test
  void theCascadesLossHasTheRightGradients() {
    NetworkCheck.gradients(network(GalForm.CASCADED, 0.3), 0, FEATURE_NET, SEED);
  }

  @ParameterizedTest
  @EnumSource(names = {"JOINT", "PRIOR"})
  void eachLossHasTheRightGradientsInItsOwnNet(GalForm form) {
    for (boolean features : new boolean[] {true, false}) {
      Layers layers = training(form, DataType.DOUBLE);
      Map<String, INDArray> arrays = arrays(layers);
      arrays.forEach(
          (name, array) -> {
            if (!layers.graph().getVariable(name).isPlaceHolder()) {
              layers.graph().getArrForVarName(name).assign(array);
            }
          });
      arrays
          .keySet()
          .removeIf(
              name -> layers.parameters().containsKey(name) && learnsFeatures(name) != features);
      String loss = features ? GalNetwork.FEATURE_LOSS : GalNetwork.CORRELATION_LOSS;
      new GradientCheck(SEED).compare(layers, loss, arrays);
    }
  }

  /** GAL, "Loss Functions and the Optimization Strategy": neither gradient enters the other net. */
  @ParameterizedTest
  @EnumSource(names = {"JOINT", "PRIOR"})
  void theLossesDoNotReachEachOthersNets(GalForm form) {
    for (String parameter : training(form, DataType.FLOAT).parameters().keySet()) {
      String foreign =
          learnsFeatures(parameter) ? GalNetwork.CORRELATION_LOSS : GalNetwork.FEATURE_LOSS;
      Layers layers = training(form, DataType.FLOAT);
      assertThatIllegalArgumentException()
          .as("%s by %s: its gradient is exactly zero, there is no path to it", foreign, parameter)
          .isThrownBy(() -> Gradients.of(layers.graph(), foreign, List.of(parameter)))
          .withMessage("loss %s does not depend on variable %s", foreign, parameter);
    }
  }

  /** So the sum of the losses moves each net exactly as its own loss alone would. */
  @ParameterizedTest
  @EnumSource(names = {"JOINT", "PRIOR"})
  void theSumOfTheLossesHasTheGradientsOfEachBitForBit(GalForm form) {
    Map<String, float[]> together = gradients(form, Tensors.LOSS, learning(form, true, true));
    Map<String, float[]> features =
        gradients(form, GalNetwork.FEATURE_LOSS, learning(form, true, false));
    Map<String, float[]> correlation =
        gradients(form, GalNetwork.CORRELATION_LOSS, learning(form, false, true));
    assertThat(features).hasSizeGreaterThan(10);
    assertThat(correlation).hasSize(4);
    Map<String, float[]> apart = new LinkedHashMap<>(features);
    apart.putAll(correlation);
    assertThat(together).containsOnlyKeys(apart.keySet());
    together.forEach((name, gradient) -> assertThat(gradient).as(name).isEqualTo(apart.get(name)));
  }

  /** The correlation loss does depend on the features: only its gradient stops. */
  @Test
  void theCorrelationLossReadsTheFeatures() {
    float before = loss(GalForm.JOINT, 0);
    float after = loss(GalForm.JOINT, 0.5);
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void theCascadeNeedsAFrozenFeatureNet() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> training(GalForm.CASCADED, DataType.FLOAT))
        .withMessage(
            "recipe field start.frozen lacks backbone, which form cascaded of network gal keeps as"
                + " it was trained before: add it.");
  }

  @Test
  void theCascadeBeginsWhereTheBaselineEnds() {
    Layers baseline = training(GalForm.BASELINE, DataType.FLOAT);
    Layers cascade = new Layers(Mode.TRAINING, DataType.FLOAT, FEATURE_NET);
    network(GalForm.CASCADED, 0).build(cascade);
    Map<String, Parameter> shared = new LinkedHashMap<>(cascade.parameters());
    shared.keySet().removeAll(cascade.trainable());
    assertThat(shared).isNotEmpty();
    assertThat(baseline.parameters()).containsAllEntriesOf(shared);
    assertThat(cascade.trainable())
        .containsExactly(
            "correlation.nodes.weight",
            "correlation.nodes.bias",
            "correlation.head.weight",
            "correlation.head.bias");
  }

  @ParameterizedTest
  @EnumSource
  void answersWithProbabilitiesMasksAndAffinity(GalForm form) {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    network(form, 0).build(layers);
    boolean correlates = form != GalForm.BASELINE;
    assertThat(layers.graph().hasVariable(Tensors.PROBABILITIES)).isTrue();
    assertThat(layers.graph().hasVariable(Tensors.MASKS)).isTrue();
    assertThat(layers.graph().hasVariable(Tensors.AFFINITY)).isEqualTo(correlates);
    assertThat(layers.parameters().containsKey("features.head.weight")).isEqualTo(!correlates);
  }

  private static List<String> learning(GalForm form, boolean features, boolean correlation) {
    return training(form, DataType.FLOAT).parameters().keySet().stream()
        .filter(name -> learnsFeatures(name) ? features : correlation)
        .toList();
  }

  /** Images, labels and parameters off their start. */
  private static Map<String, INDArray> arrays(Layers layers) {
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    DataType type = layers.type();
    arrays.put(Tensors.IMAGES, NetworkCheck.normal(random, 1, BATCH, 3, 24, 20).castTo(type));
    arrays.put(
        Tensors.LABELS,
        NetworkCheck.normal(random, 1, BATCH, ATTRIBUTES.size()).gt(0).castTo(type));
    for (Parameter parameter : layers.parameters().values()) {
      arrays.put(parameter.name(), NetworkCheck.start(parameter, random, type));
    }
    return arrays;
  }

  private static Map<String, float[]> gradients(GalForm form, String loss, List<String> by) {
    Layers layers = training(form, DataType.FLOAT);
    Map<String, String> names = Gradients.of(layers.graph(), loss, by);
    PlanBuilder builder = new PlanBuilder(layers.graph());
    arrays(layers).forEach(builder::bind);
    names.values().forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      Map<String, float[]> gradients = new LinkedHashMap<>();
      names.forEach(
          (name, gradient) -> gradients.put(name, plan.output(gradient).dup('c').data().asFloat()));
      return gradients;
    }
  }

  /** The correlation loss after a shift of the features' normalisation. */
  private static float loss(GalForm form, double shift) {
    Layers layers = training(form, DataType.FLOAT);
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(GalNetwork.CORRELATION_LOSS);
    Map<String, INDArray> arrays = arrays(layers);
    arrays.get("features.norm.shift").addi(shift);
    arrays.forEach(builder::bind);
    try (Plan plan = builder.build()) {
      plan.run();
      return plan.output(GalNetwork.CORRELATION_LOSS).getFloat(0);
    }
  }
}
