package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.plan.GradientCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AttributeNetworkTest {
  private static final List<String> ATTRIBUTES =
      List.of("Smiling", "Bald", "Eyeglasses", "No_Beard", "Something_New");
  private static final InputSpec INPUT =
      new InputSpec(21, 25, 20, 24, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  private static NetworkSpec spec(NetworkSpec.Form form) {
    BackboneSpec backbone = new BackboneSpec(List.of(4, 6), List.of(1, 1), List.of(1, 2));
    return new NetworkSpec(form, backbone, 32, 0.3);
  }

  @ParameterizedTest
  @EnumSource
  void lossHasTheRightGradients(NetworkSpec.Form form) {
    long seed = 21;
    SplittableRandom random = new SplittableRandom(seed);
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE);
    new AttributeNetwork(spec(form), INPUT, ATTRIBUTES).build(layers);
    int batch = 3;
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("images", normal(random, 1, batch, 3, 24, 20));
    arrays.put("labels", normal(random, 1, batch, 5).gt(0).castTo(DataType.DOUBLE));
    layers
        .dropouts()
        .forEach(
            (name, width) -> arrays.put(name, Nd4j.ones(DataType.DOUBLE, batch, width).mul(1.4)));
    for (Parameter parameter : layers.parameters().values()) {
      float[] numbers = new float[(int) parameter.length()];
      parameter.start().fill(numbers, random.nextLong());
      INDArray array = Nd4j.create(numbers).castTo(DataType.DOUBLE);
      // off their start, so that a scale of one and a shift of zero do not hide a mistake
      array.addi(normal(random, 0.1, parameter.length()));
      arrays.put(parameter.name(), array.reshape(parameter.extents()));
    }
    new GradientCheck(seed).compare(layers, AttributeNetwork.LOSS, arrays);
  }

  @Test
  void positionExcitationHasTheRightGradients() {
    new GradientCheck(22)
        .check(
            2,
            new long[] {3 * 32, 4, 3},
            (layers, x) ->
                new PositionExcitation("pse", 3)
                    .build(layers, new Features(x, 96, 4, 3))
                    .excited());
  }

  @Test
  void theBaselineDiffersByTheBlockAlone() {
    Map<String, Parameter> with = parameters(NetworkSpec.Form.PSE);
    Map<String, Parameter> without = parameters(NetworkSpec.Form.BASELINE);
    assertThat(with.keySet()).containsAll(without.keySet());
    assertThat(with.keySet())
        .filteredOn(name -> !without.containsKey(name))
        .containsExactly(
            "branches.pse.squeeze.weight",
            "branches.pse.squeeze.bias",
            "branches.pse.excite.weight",
            "branches.pse.excite.bias");
  }

  @Test
  void trainingAndInferenceHaveTheSameParameters() {
    Layers inference = new Layers(Mode.INFERENCE, DataType.FLOAT);
    new AttributeNetwork(spec(NetworkSpec.Form.PSE), INPUT, ATTRIBUTES).build(inference);
    assertThat(inference.parameters()).isEqualTo(parameters(NetworkSpec.Form.PSE));
  }

  @Test
  void groupsAreThoseOfThePapers() {
    List<AttributeGroup> groups = AttributeGroup.of(ATTRIBUTES);
    assertThat(groups)
        .containsExactly(
            new AttributeGroup("holistic", List.of("Smiling", "Something_New")),
            new AttributeGroup("hair", List.of("Bald")),
            new AttributeGroup("eyes", List.of("Eyeglasses")),
            new AttributeGroup("chin", List.of("No_Beard")));
  }

  @Test
  void branchesAnswerForTheirOwnAttributesOnly() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    new AttributeNetwork(spec(NetworkSpec.Form.PSE), INPUT, ATTRIBUTES).build(layers);
    INDArray owner = layers.graph().getVariable("head.owner").getArr();
    assertThat(owner.shape()).containsExactly(5, 4 * 32);
    assertThat(owner.sum(1).toFloatVector()).containsOnly(32);
    assertThat(owner.getRow(1).toFloatVector()[32]).isEqualTo(1);
    assertThat(owner.getRow(4).toFloatVector()[0]).isEqualTo(1);
  }

  private static Map<String, Parameter> parameters(NetworkSpec.Form form) {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    new AttributeNetwork(spec(form), INPUT, ATTRIBUTES).build(layers);
    return layers.parameters();
  }

  private static INDArray normal(SplittableRandom random, double scale, long... shape) {
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    double[] values = new double[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() * scale;
    }
    return Nd4j.create(values, shape, DataType.DOUBLE);
  }
}
