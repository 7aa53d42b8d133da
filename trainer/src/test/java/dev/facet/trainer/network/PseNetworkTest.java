package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.ResidualSpec;
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

class PseNetworkTest {
  private static final List<String> ATTRIBUTES =
      List.of("Smiling", "Bald", "Eyeglasses", "No_Beard", "Something_New");
  private static final InputSpec INPUT =
      new InputSpec(21, 25, 20, 24, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));

  private static Network network(ExcitationForm form) {
    ResidualSpec backbone =
        new ResidualSpec(
            3,
            4,
            ResidualSpec.Block.BASIC,
            ResidualSpec.Shortcut.POOLED,
            0,
            List.of(4, 6),
            List.of(1, 1),
            List.of(1, 2));
    return new PseSpec(form, backbone, 32, 0.3).over(INPUT, Subjects.of(ATTRIBUTES));
  }

  @ParameterizedTest
  @EnumSource
  void lossHasTheRightGradients(ExcitationForm form) {
    long seed = 21;
    SplittableRandom random = new SplittableRandom(seed);
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE);
    network(form).build(layers);
    int batch = 3;
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("images", normal(random, 1, batch, 3, 24, 20));
    arrays.put("labels", normal(random, 1, batch, 5).gt(0).castTo(DataType.DOUBLE));
    layers
        .dropouts()
        .forEach(
            (name, each) ->
                arrays.put(name, Nd4j.ones(DataType.DOUBLE, batch, each.width()).mul(1.4)));
    for (Parameter parameter : layers.parameters().values()) {
      float[] numbers = new float[(int) parameter.length()];
      parameter.start().fill(numbers, random.nextLong());
      INDArray array = Nd4j.create(numbers).castTo(DataType.DOUBLE);
      // off their start, so that a scale of one and a shift of zero do not hide a mistake
      array.addi(normal(random, 0.1, parameter.length()));
      arrays.put(parameter.name(), array.reshape(parameter.extents()));
    }
    new GradientCheck(seed).compare(layers, Tensors.LOSS, arrays);
  }

  @Test
  void theBaselineDiffersByTheBlockAlone() {
    Map<String, Parameter> with = parameters(ExcitationForm.CONVOLUTIONAL);
    Map<String, Parameter> without = parameters(ExcitationForm.NONE);
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
    network(ExcitationForm.CONVOLUTIONAL).build(inference);
    assertThat(inference.parameters()).isEqualTo(parameters(ExcitationForm.CONVOLUTIONAL));
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
    network(ExcitationForm.CONVOLUTIONAL).build(layers);
    INDArray owner = layers.graph().getVariable("head.owner").getArr();
    assertThat(owner.shape()).containsExactly(5, 4 * 32);
    assertThat(owner.sum(1).toFloatVector()).containsOnly(32);
    assertThat(owner.getRow(1).toFloatVector()[32]).isEqualTo(1);
    assertThat(owner.getRow(4).toFloatVector()[0]).isEqualTo(1);
  }

  private static Map<String, Parameter> parameters(ExcitationForm form) {
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    network(form).build(layers);
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
