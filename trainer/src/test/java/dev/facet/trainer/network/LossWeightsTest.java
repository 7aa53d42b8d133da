package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.block.AttentionOrder;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.network.AaFaceSpec.Stage;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The total losses of the papers, term by term. The last layers before every loss have no weights
 * but biases, so that the loss does not depend on what is before them and can be written down.
 */
class LossWeightsTest {
  private static final long SEED = 61;
  private static final int FACES = 3;
  private static final InputSpec INPUT =
      new InputSpec(17, 34, 16, 32, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final ResidualSpec BACKBONE =
      new ResidualSpec(
          3,
          4,
          ResidualSpec.Block.BASIC,
          ResidualSpec.Shortcut.STRIDED,
          0,
          List.of(4, 6),
          List.of(2, 1),
          List.of(1, 2));
  private static final List<String> ATTRIBUTES = List.of("Smiling", "Bald", "Eyeglasses");

  /** Whether each face has each attribute. */
  private static final double[][] LABELS = {{1, 0, 1}, {0, 0, 1}, {1, 1, 0}};

  /** BLAN's scores of presence, then those of absence, for each of two levels. */
  private static final double[][] SCORES = {
    {0.7, -1.1, 0.4, 0.2, 0.5, -0.6}, {-0.3, 0.9, 1.6, 0.1, -0.8, 0.3}
  };

  private static final double[] ANSWERS = {0.8, -0.5};
  private static final double[] COLOUR = {0.3, -0.2, 0.1};
  private static final double[][][] FUSION = {
    {{0.5, 1.5, -0.7}, {0.25, -0.4, 0.6}, {-0.2, 0.8, 0.3}}
  };

  /** BLAN, eq. 1 and 4 to 8. */
  @ParameterizedTest
  @CsvSource({
    "0, 0, false, 1",
    "0.1, 0, false, 1",
    "0, 0.1, false, 1",
    "0, 0, true, 1",
    "0, 0, true, 0.4",
    "0.1, 0.1, true, 1",
    "1, 0.01, true, 0.4"
  })
  void blanAddsItsWeightedLosses(double alpha, double beta, boolean fusion, double gamma) {
    BlanSpec spec =
        new BlanSpec(
            Ladder.ATTENTION,
            BACKBONE,
            new AttentionSpec(AttentionOrder.CHANNEL_SPATIAL, 2, 3),
            List.of(new ClassifierSpec(3, 2, 3, 2), new ClassifierSpec(3, 1, 4, 3)),
            6,
            0,
            4,
            alpha,
            beta,
            fusion,
            gamma);
    Map<String, INDArray> last = new LinkedHashMap<>();
    for (int level = 0; level < 2; level++) {
      String name = String.valueOf(level + 1);
      last.put("classifiers." + name + ".fc2.weight", Nd4j.zeros(DataType.DOUBLE, 6, 6));
      last.put("classifiers." + name + ".fc2.bias", Nd4j.create(new double[][] {SCORES[level]}));
      last.put("information." + name + ".answer.weight", Nd4j.zeros(DataType.DOUBLE, 1, 4, 1, 1));
      last.put(
          "information." + name + ".answer.bias",
          Nd4j.createFromArray(ANSWERS[level]).reshape(1, 1, 1, 1));
    }
    last.put("decoder.stem.conv.weight", Nd4j.zeros(DataType.DOUBLE, 3, 4, 3, 3));
    last.put("decoder.stem.bias", Nd4j.createFromArray(COLOUR).reshape(1, 3, 1, 1));
    last.put("fusion.weight", Nd4j.create(FUSION));
    INDArray images = NetworkCheck.normal(new SplittableRandom(SEED), 1, FACES, 3, 32, 16);

    double expected = 0;
    for (int level = 0; level < 2; level++) {
      double certainty = ANSWERS[level];
      double information = crossEntropy(certainty, 0, 1) + crossEntropy(0, certainty, 1);
      expected += levelLoss(level) + alpha * information;
    }
    expected += beta * meanSquaredError(images) + (fusion ? gamma * fusionLoss() : 0);
    assertThat(loss(spec.over(INPUT, Subjects.of(ATTRIBUTES)), images, last))
        .isCloseTo(expected, within(1e-9));
  }

  /** Eq. 4, a mean over faces. */
  private static double levelLoss(int level) {
    double sum = 0;
    for (double[] labels : LABELS) {
      for (int a = 0; a < labels.length; a++) {
        sum += crossEntropy(SCORES[level][a], SCORES[level][a + labels.length], labels[a]);
      }
    }
    return sum / FACES;
  }

  /** Eq. 6 and 7. */
  private static double fusionLoss() {
    double sum = 0;
    for (double[] labels : LABELS) {
      for (int a = 0; a < labels.length; a++) {
        sum += crossEntropy(fused(a), fused(a + labels.length), labels[a]);
      }
    }
    return sum / FACES;
  }

  /** The fused score of an attribute's presence or, after those, absence. */
  private static double fused(int column) {
    int attribute = column % ATTRIBUTES.size();
    double first = SCORES[0][column];
    double second = SCORES[1][column];
    return FUSION[0][0][attribute] * first
        + FUSION[0][1][attribute] * second
        + FUSION[0][2][attribute] * (first + second);
  }

  /** Categorical cross-entropy of the softmax of two scores. */
  private static double crossEntropy(double present, double absent, double label) {
    double own = label == 1 ? present : absent;
    return -Math.log(Math.exp(own) / (Math.exp(present) + Math.exp(absent)));
  }

  /** Eq. 1 for an image of one colour. */
  private static double meanSquaredError(INDArray images) {
    INDArray colour = Nd4j.createFromArray(COLOUR).reshape(1, 3, 1, 1);
    INDArray error = images.sub(colour);
    return error.mul(error).meanNumber().doubleValue();
  }

  /** AAFace, eq. 1, 2 and 4, and the stages before the last. */
  @Test
  void aaFaceAddsItsWeightedLosses() {
    double[] logits = {0.7, -0.4};
    double[] weights = {1, 0.5};
    double[] persons = {0.3, -0.9, 0.6, 0.1};
    Map<String, INDArray> last = new LinkedHashMap<>();
    last.put("attributes.classifier.weight", Nd4j.zeros(DataType.DOUBLE, 2, 5));
    last.put("attributes.classifier.bias", Nd4j.create(new double[][] {logits}));
    last.put("recognition.head.weight", Nd4j.zeros(DataType.DOUBLE, 4, 5));
    last.put("recognition.head.bias", Nd4j.create(new double[][] {persons}));

    double attributes = 0;
    double recognition = 0;
    for (int face = 0; face < FACES; face++) {
      for (int a = 0; a < logits.length; a++) {
        double p = 1 / (1 + Math.exp(-logits[a]));
        double label = LABELS[face][a];
        attributes -= weights[a] * (label * Math.log(p) + (1 - label) * Math.log(1 - p)) / FACES;
      }
      double sum = 0;
      for (double person : persons) {
        sum += Math.exp(person);
      }
      recognition -= Math.log(Math.exp(persons[person(face)]) / sum) / FACES;
    }
    assertThat(aaFaceLoss(Stage.RECOGNITION, last)).isCloseTo(recognition, within(1e-9));
    assertThat(aaFaceLoss(Stage.ATTRIBUTES, last)).isCloseTo(attributes, within(1e-9));
    assertThat(aaFaceLoss(Stage.JOINT, last)).isCloseTo(3 * recognition + attributes, within(1e-9));
  }

  /** Whom a face shows, of four. */
  private static int person(int face) {
    return (face + 2) % 4;
  }

  private static double aaFaceLoss(Stage stage, Map<String, INDArray> last) {
    AaFaceSpec spec =
        new AaFaceSpec(
            stage,
            BACKBONE,
            5,
            IntegrationForm.ATTRIBUTE_AWARE,
            2,
            List.of("Smiling", "Bald"),
            List.of(1.0, 0.5),
            3,
            new HeadSpec(HeadSpec.Loss.SOFTMAX, 64, 0.5, 0.333));
    INDArray images = NetworkCheck.normal(new SplittableRandom(SEED), 1, FACES, 3, 32, 16);
    return loss(spec.over(INPUT, new Subjects(ATTRIBUTES, 4)), images, last);
  }

  private static double loss(Network network, INDArray images, Map<String, INDArray> last) {
    SplittableRandom random = new SplittableRandom(SEED);
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE);
    network.build(layers);
    PlanBuilder builder = new PlanBuilder(layers.graph()).output(Tensors.LOSS);
    builder.bind(Tensors.IMAGES, images);
    INDArray labels = Nd4j.create(LABELS);
    int count = network.attributes().size();
    if (count > 0) {
      builder.bind(
          Tensors.LABELS, labels.get(NDArrayIndex.all(), NDArrayIndex.interval(0, count)).dup('c'));
    }
    if (layers.graph().hasVariable(Tensors.IDENTITIES)) {
      INDArray identities = Nd4j.zeros(DataType.DOUBLE, FACES, 4);
      for (int face = 0; face < FACES; face++) {
        identities.putScalar(face, person(face), 1);
      }
      builder.bind(Tensors.IDENTITIES, identities);
    }
    for (Parameter parameter : layers.parameters().values()) {
      INDArray start = NetworkCheck.start(parameter, random, DataType.DOUBLE);
      builder.bind(parameter.name(), last.getOrDefault(parameter.name(), start));
    }
    try (Plan plan = builder.build()) {
      plan.run();
      return plan.output(Tensors.LOSS).getDouble(0);
    }
  }
}
