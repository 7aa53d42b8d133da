package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Multi-attribute network of sub-networks on a shared backbone (PSE, figure 2): each group of
 * attributes has a 1x1 convolution with normalisation and rectifier, in the PSE form a
 * position-squeeze and excitation block, a mean over positions and a linear classifier. The
 * baseline leaves the block out and nothing else.
 *
 * <p>Input {@code images [N, 3, H, W]}, normalised. Outputs in inference: {@code probabilities [N,
 * A]} in the order of the attributes and, in the PSE form, {@code masks [N, K, h, w]}. In training:
 * {@code loss}, the sum over sub-networks of their cross-entropies, and {@code attributeLosses
 * [A]}, from the placeholder {@code labels [N, A]} of 0 and 1.
 */
public final class AttributeNetwork {
  /** Placeholder of the images. */
  public static final String IMAGES = "images";

  /** Placeholder of the labels. */
  public static final String LABELS = "labels";

  /** Output of the sigmoid. */
  public static final String PROBABILITIES = "probabilities";

  /** Output of the position masks. */
  public static final String MASKS = "masks";

  /** The scalar that training lowers. */
  public static final String LOSS = "loss";

  /** Mean cross-entropy of every attribute. */
  public static final String ATTRIBUTE_LOSSES = "attributeLosses";

  private final NetworkSpec spec;
  private final InputSpec input;
  private final List<String> attributes;
  private final List<AttributeGroup> groups;

  /** A network for the given attributes, divided into groups as the papers do. */
  public AttributeNetwork(NetworkSpec spec, InputSpec input, List<String> attributes) {
    this.spec = spec;
    this.input = input;
    this.attributes = List.copyOf(attributes);
    this.groups = AttributeGroup.of(attributes);
  }

  /** Adds the whole network; in training with its loss. */
  public void build(Layers layers) {
    SDVariable images =
        layers.placeholder(IMAGES, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth());
    Features shared =
        new ResidualBackbone(spec.backbone())
            .build(
                layers,
                new Features(images, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth()));
    SDVariable logits = classify(layers, pooled(layers, shared));
    switch (layers.mode()) {
      case INFERENCE -> layers.graph().nn().sigmoid(PROBABILITIES, logits);
      case TRAINING ->
          crossEntropy(layers.graph(), logits, layers.placeholder(LABELS, attributes.size()));
    }
  }

  /** The sub-networks up to their pooled features, {@code [N, K * C]}. */
  private SDVariable pooled(Layers layers, Features shared) {
    int branches = groups.size();
    int channels = spec.branchChannels();
    Features wide = layers.convolution("branches.conv", shared, branches * channels, 1, 1);
    wide = layers.norm("branches.norm", wide, true);
    return switch (spec.form()) {
      case PSE ->
          new PositionExcitation("branches.pse", branches)
              .build(layers, wide)
              .excited()
              .mean("branches.pool", false, 3)
              .reshape(-1, (long) branches * channels);
      case BASELINE ->
          wide.variable()
              .reshape(-1, wide.channels(), wide.plane())
              .mean("branches.pool", false, 2);
    };
  }

  /**
   * Each attribute's logit from the features of its own branch. The weights {@code [A, C]} are
   * spread over the K branches and masked, so that one matrix product serves all sub-networks.
   */
  private SDVariable classify(Layers layers, SDVariable features) {
    int branches = groups.size();
    int channels = spec.branchChannels();
    SDVariable kept = layers.dropout("head.dropout", features, branches * channels, spec.dropout());
    SDVariable weight =
        layers.parameter(
            "head.weight", Role.WEIGHT, Start.linear(channels), attributes.size(), channels);
    SDVariable bias =
        layers.parameter("head.bias", Role.BIAS, new Start.Constant(0), 1, attributes.size());
    SDVariable owner =
        layers
            .graph()
            .constant("head.owner", Nd4j.create(ownership(channels)).castTo(weight.dataType()));
    SDVariable spread = layers.graph().tile(weight, 1, branches).mul("head.spread", owner);
    return layers.graph().mmul(kept, spread, false, true, false).add("logits", bias);
  }

  /** 1 where a feature belongs to the attribute's branch, {@code [A, K * C]}. */
  private float[][] ownership(int channels) {
    float[][] owner = new float[attributes.size()][groups.size() * channels];
    for (int a = 0; a < attributes.size(); a++) {
      for (int g = 0; g < groups.size(); g++) {
        if (groups.get(g).attributes().contains(attributes.get(a))) {
          java.util.Arrays.fill(owner[a], g * channels, (g + 1) * channels, 1);
        }
      }
    }
    return owner;
  }

  /**
   * Binary cross-entropy from logits, {@code max(z, 0) - z t + log(1 + exp(-|z|))}, as a mean over
   * the batch for each attribute and their sum over all, which is the sum over the sub-networks.
   */
  private static void crossEntropy(SameDiff graph, SDVariable logits, SDVariable labels) {
    SDVariable positive = graph.nn().relu(logits, 0);
    SDVariable softening = graph.math().log1p(graph.math().exp(graph.math().abs(logits).neg()));
    SDVariable each = positive.sub(logits.mul(labels)).add(softening);
    SDVariable byAttribute = each.mean(ATTRIBUTE_LOSSES, false, 0);
    byAttribute.sum(LOSS, false, 0);
  }
}
