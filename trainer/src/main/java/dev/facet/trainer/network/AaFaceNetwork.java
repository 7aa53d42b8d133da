package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.block.CrossEntropy;
import dev.facet.trainer.block.Normalise;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.network.AaFaceSpec.Stage;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * AAFace in each of its stages. Recognition has two convolutions on the backbone; attributes have
 * the first of them and a second of their own (section 2.1). The mean over positions of the
 * integrated maps, in the first two stages of recognition's own maps, is the embedding.
 *
 * <p>The text leaves open what a convolutional layer is: here it is a 3x3 convolution with
 * normalisation, the first with a rectifier, the second without, so that embeddings point into all
 * directions; what the attributes' classifiers see is rectified.
 *
 * <p>That the third stage trains everything, the backbone too, is a reading: section 3.2 speaks of
 * both branches alone, section 2.3 has their losses "backpropagated through the network". What a
 * stage keeps as it was is said by its recipe ({@code start.frozen}).
 */
final class AaFaceNetwork implements Network {
  private static final String RECOGNITION = "recognition";
  private static final String ATTRIBUTES = "attributes";

  private final AaFaceSpec spec;
  private final InputSpec input;
  private final int persons;

  AaFaceNetwork(AaFaceSpec spec, InputSpec input, Subjects subjects) {
    Subjects.requireIdentities(AaFaceSpec.FAMILY, subjects.identities());
    this.spec = spec;
    this.input = input;
    this.persons = subjects.identities();
    for (String attribute : attributes()) {
      if (!subjects.attributes().contains(attribute)) {
        throw new IllegalArgumentException(
            "the network aaface learns %s, but the faces are labelled with %s"
                .formatted(attribute, subjects.attributes()));
      }
    }
  }

  @Override
  public void build(Layers layers) {
    Features shared = spec.backbone().backbone().build(layers, Branches.images(layers, input));
    Features common = convolution(layers, RECOGNITION, "1", shared, true);
    Features known = convolution(layers, RECOGNITION, "2", common, false);
    Optional<Features> told =
        spec.stage() == Stage.RECOGNITION
            ? Optional.empty()
            : Optional.of(convolution(layers, ATTRIBUTES, "", common, false));
    Features recognised =
        spec.stage() == Stage.JOINT
            ? spec.integration()
                .block("integration", spec.reduction())
                .build(layers, known, told.orElseThrow())
            : known;
    SDVariable embedding = layers.globalMean(recognised);
    Optional<SDVariable> logits = told.map(maps -> logits(layers, maps));
    switch (layers.mode()) {
      case INFERENCE -> {
        Normalise.rows(layers, embedding).rename(Tensors.EMBEDDING);
        logits.ifPresent(each -> layers.graph().nn().sigmoid(Tensors.PROBABILITIES, each));
      }
      case TRAINING -> loss(layers, embedding, logits).rename(Tensors.LOSS);
    }
  }

  private Features convolution(
      Layers layers, String path, String number, Features maps, boolean relu) {
    Features convolved =
        layers.convolution(path + ".conv" + number, maps, spec.branchChannels(), 3, 1);
    return layers.norm(path + ".norm" + number, convolved, relu);
  }

  /** {@code [N, A]}. */
  private SDVariable logits(Layers layers, Features maps) {
    Features rectified = maps.with(layers.graph().nn().relu(maps.variable(), 0));
    SDVariable mean = layers.globalMean(rectified);
    return layers.linear(
        ATTRIBUTES + ".classifier", mean, spec.branchChannels(), spec.attributes().size());
  }

  /**
   * The loss of the stage (eq. 4). The classifier of persons is there in every stage, so that it
   * comes with the weights from the first to the last.
   */
  private SDVariable loss(Layers layers, SDVariable embedding, Optional<SDVariable> logits) {
    SDVariable identities = layers.placeholder(Tensors.IDENTITIES, persons);
    SDVariable recognition =
        spec.head()
            .head()
            .loss(
                layers,
                RECOGNITION + ".head",
                embedding,
                spec.branchChannels(),
                identities,
                persons);
    return switch (spec.stage()) {
      case RECOGNITION -> recognition;
      case ATTRIBUTES -> attributeLoss(layers, logits.orElseThrow());
      case JOINT ->
          recognition.mul(spec.identityWeight()).add(attributeLoss(layers, logits.orElseThrow()));
    };
  }

  private SDVariable attributeLoss(Layers layers, SDVariable logits) {
    SDVariable labels = layers.placeholder(Tensors.LABELS, spec.attributes().size());
    return CrossEntropy.ofAttributes(layers, logits, labels, spec.attributeWeights());
  }

  @Override
  public List<String> attributes() {
    return spec.stage() == Stage.RECOGNITION ? List.of() : spec.attributes();
  }

  @Override
  public List<AttributeGroup> groups() {
    return attributes().isEmpty()
        ? List.of()
        : List.of(new AttributeGroup("soft_biometrics", attributes()));
  }

  @Override
  public boolean learnsIdentities() {
    return spec.stage() != Stage.ATTRIBUTES;
  }

  @Override
  public int embedding() {
    return spec.branchChannels();
  }
}
