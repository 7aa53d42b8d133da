package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.network.AaFaceSpec.Stage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

class AaFaceNetworkTest {
  private static final InputSpec INPUT =
      new InputSpec(21, 25, 20, 24, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final List<String> LABELS = List.of("Smiling", "Bald", "Male", "Chubby");
  private static final int PERSONS = 4;

  private static AaFaceSpec spec(Stage stage, IntegrationForm integration) {
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
    HeadSpec head = new HeadSpec(HeadSpec.Loss.ADAFACE, 8, 0.3, 1000);
    return new AaFaceSpec(
        stage, backbone, 5, integration, 2, List.of("Male", "Bald"), List.of(1.0, 0.5), 3, head);
  }

  private static Network network(Stage stage, IntegrationForm integration) {
    return spec(stage, integration).over(INPUT, new Subjects(LABELS, PERSONS));
  }

  @ParameterizedTest
  @EnumSource
  void jointLossHasTheRightGradients(IntegrationForm integration) {
    NetworkCheck.gradients(network(Stage.JOINT, integration), PERSONS, 41);
  }

  @Test
  void lossesOfTheFirstStagesHaveTheRightGradients() {
    NetworkCheck.gradients(
        network(Stage.RECOGNITION, IntegrationForm.ADDITION), PERSONS, List.of("backbone"), 42);
    NetworkCheck.gradients(
        network(Stage.ATTRIBUTES, IntegrationForm.ADDITION),
        PERSONS,
        List.of("backbone", "recognition"),
        43);
  }

  @Test
  void everyStageHasTheParametersOfTheOneBefore() {
    Map<String, Parameter> recognition =
        parameters(Mode.TRAINING, Stage.RECOGNITION, IntegrationForm.ATTRIBUTE_AWARE);
    Map<String, Parameter> attributes =
        parameters(Mode.TRAINING, Stage.ATTRIBUTES, IntegrationForm.ATTRIBUTE_AWARE);
    Map<String, Parameter> joint =
        parameters(Mode.TRAINING, Stage.JOINT, IntegrationForm.ATTRIBUTE_AWARE);
    assertThat(recognition).containsKey("recognition.head.weight");
    assertThat(attributes).containsAllEntriesOf(recognition);
    assertThat(joint).containsAllEntriesOf(attributes);
    assertThat(joint.keySet())
        .filteredOn(name -> !attributes.containsKey(name))
        .allMatch(name -> name.startsWith("integration."));
  }

  @Test
  void inferenceHasTheParametersOfTrainingWithoutTheHead() {
    for (IntegrationForm integration : IntegrationForm.values()) {
      Map<String, Parameter> rest = parameters(Mode.TRAINING, Stage.JOINT, integration);
      rest.remove("recognition.head.weight");
      assertThat(parameters(Mode.INFERENCE, Stage.JOINT, integration)).isEqualTo(rest);
    }
  }

  @Test
  void stagesAnswerWithWhatTheyHaveLearnt() {
    Network recognition = network(Stage.RECOGNITION, IntegrationForm.ADDITION);
    Network joint = network(Stage.JOINT, IntegrationForm.ADDITION);
    assertThat(outputs(recognition)).containsExactly(Tensors.EMBEDDING);
    assertThat(outputs(joint)).containsExactly(Tensors.EMBEDDING, Tensors.PROBABILITIES);
    assertThat(recognition.attributes()).isEmpty();
    assertThat(joint.attributes()).containsExactly("Male", "Bald");
    assertThat(joint.groups()).hasSize(1);
    assertThat(network(Stage.ATTRIBUTES, IntegrationForm.ADDITION).learnsIdentities()).isFalse();
  }

  @Test
  void itsNameSaysStageAndIntegration() {
    assertThat(spec(Stage.RECOGNITION, IntegrationForm.ADDITION).label())
        .isEqualTo("aaface-recognition");
    assertThat(spec(Stage.JOINT, IntegrationForm.EXCITATION).label())
        .isEqualTo("aaface-excitation");
    assertThat(spec(Stage.JOINT, IntegrationForm.ATTRIBUTE_AWARE).label()).isEqualTo("aaface");
  }

  @Test
  void anAttributeThatTheFacesLackIsNamed() {
    AaFaceSpec joint = spec(Stage.JOINT, IntegrationForm.ADDITION);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> joint.over(INPUT, new Subjects(List.of("Male"), PERSONS)))
        .withMessage("the network aaface learns Bald, but the faces are labelled with [Male]");
  }

  private static List<String> outputs(Network network) {
    Layers layers = Layers.outline(Mode.INFERENCE);
    network.build(layers);
    return List.of(Tensors.EMBEDDING, Tensors.PROBABILITIES).stream()
        .filter(layers.graph()::hasVariable)
        .toList();
  }

  private static Map<String, Parameter> parameters(
      Mode mode, Stage stage, IntegrationForm integration) {
    Layers layers = new Layers(mode, DataType.FLOAT);
    network(stage, integration).build(layers);
    return layers.parameters();
  }
}
