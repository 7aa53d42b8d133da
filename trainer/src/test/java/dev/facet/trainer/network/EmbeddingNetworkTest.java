package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.network.EmbeddingSpec.Pooling;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class EmbeddingNetworkTest {
  private static final InputSpec INPUT =
      new InputSpec(21, 25, 20, 24, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final int PERSONS = 4;

  private static EmbeddingSpec spec(HeadSpec.Loss loss, Pooling pooling) {
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
    // so concentrated that AdaFace's qualities are all clipped: no gradient passes through them
    return new EmbeddingSpec(backbone, pooling, 5, 0.3, new HeadSpec(loss, 8, 0.3, 1000));
  }

  private static Network network(HeadSpec.Loss loss, Pooling pooling) {
    return spec(loss, pooling).over(INPUT, new Subjects(List.of(), PERSONS));
  }

  @ParameterizedTest
  @EnumSource
  void lossHasTheRightGradients(HeadSpec.Loss loss) {
    NetworkCheck.gradients(network(loss, Pooling.MEAN), PERSONS, 31);
  }

  @Test
  void lossOfSideBySidePositionsHasTheRightGradients() {
    NetworkCheck.gradients(network(HeadSpec.Loss.ARCFACE, Pooling.FLATTEN), PERSONS, 32);
  }

  @Test
  void inferenceHasTheParametersOfTrainingWithoutTheHead() {
    Network network = network(HeadSpec.Loss.ARCFACE, Pooling.MEAN);
    Layers training = new Layers(Mode.TRAINING, DataType.FLOAT);
    Layers inference = new Layers(Mode.INFERENCE, DataType.FLOAT);
    network.build(training);
    network.build(inference);
    Map<String, Parameter> rest = training.parameters();
    assertThat(rest.remove("head.weight").shape()).containsExactly((long) PERSONS, 5L);
    assertThat(inference.parameters()).isEqualTo(rest);
  }

  @Test
  void embeddingsHaveLengthOne() {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    network(HeadSpec.Loss.SOFTMAX, Pooling.FLATTEN).build(layers);
    SplittableRandom random = new SplittableRandom(33);
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(Tensors.EMBEDDING);
    for (Parameter parameter : layers.parameters().values()) {
      builder.bind(parameter.name(), NetworkCheck.start(parameter, random, DataType.FLOAT));
    }
    INDArray images = NetworkCheck.normal(random, 1, 3, 3, 24, 20).castTo(DataType.FLOAT);
    try (Plan plan = builder.bind(Tensors.IMAGES, images).build()) {
      plan.run();
      INDArray embedding = plan.output(Tensors.EMBEDDING);
      assertThat(embedding.shape()).containsExactly(3, 5);
      for (float length : embedding.norm2(1).toFloatVector()) {
        assertThat(length).isBetween(0.99999f, 1.00001f);
      }
    }
  }

  @Test
  void itsNameSaysWhatItLearnsFrom() {
    assertThat(spec(HeadSpec.Loss.ARCFACE, Pooling.MEAN).label()).isEqualTo("embedding-arcface");
    assertThat(network(HeadSpec.Loss.ARCFACE, Pooling.MEAN).embedding()).isEqualTo(5);
  }

  @Test
  void facesWithoutPersonsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> spec(HeadSpec.Loss.SOFTMAX, Pooling.MEAN).over(INPUT, Subjects.of(List.of("A"))))
        .withMessage(
            "the network embedding learns to tell persons apart, but the training faces name 0");
  }
}
