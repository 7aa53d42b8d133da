package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.block.BranchLinear;
import dev.facet.trainer.block.CrossEntropy;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The multi-attribute network of PSE, figure 2: attributes that appear at one place of the face
 * share a sub-network; its maps are averaged over positions and classified. The loss is the sum
 * over attributes of their mean cross-entropies. The paper's softmax over two scores is written as
 * its equal, a sigmoid of their difference.
 */
final class PseNetwork implements Network {
  private final PseSpec spec;
  private final InputSpec input;
  private final List<String> attributes;
  private final List<AttributeGroup> groups;

  PseNetwork(PseSpec spec, InputSpec input, List<String> attributes) {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("the network pse needs attributes, found none");
    }
    this.spec = spec;
    this.input = input;
    this.attributes = List.copyOf(attributes);
    this.groups = AttributeGroup.of(attributes);
  }

  @Override
  public void build(Layers layers) {
    int branches = groups.size();
    Branches.Result features =
        new Branches(
                "branches", spec.backbone(), branches, spec.branchChannels(), spec.excitation())
            .build(layers, input);
    SDVariable kept =
        layers.dropout(
            "head.dropout",
            layers.globalMean(features.maps()),
            branches * spec.branchChannels(),
            spec.dropout());
    SDVariable logits =
        new BranchLinear("head", branches, owners())
            .build(layers, kept, spec.branchChannels(), Start.linear(spec.branchChannels()));
    switch (layers.mode()) {
      case INFERENCE -> {
        layers.graph().nn().sigmoid(Tensors.PROBABILITIES, logits);
        features.masks().ifPresent(masks -> masks.rename(Tensors.MASKS));
      }
      case TRAINING ->
          CrossEntropy.ofAttributes(
                  layers, logits, layers.placeholder(Tensors.LABELS, attributes.size()))
              .rename(Tensors.LOSS);
    }
  }

  /** The sub-network of each attribute. */
  private List<Integer> owners() {
    return attributes.stream().map(this::owner).toList();
  }

  private int owner(String attribute) {
    for (int g = 0; g < groups.size(); g++) {
      if (groups.get(g).attributes().contains(attribute)) {
        return g;
      }
    }
    throw new IllegalStateException("every attribute belongs to a group, but not " + attribute);
  }

  @Override
  public List<String> attributes() {
    return attributes;
  }

  @Override
  public List<AttributeGroup> groups() {
    return groups;
  }

  @Override
  public boolean learnsIdentities() {
    return false;
  }

  @Override
  public int embedding() {
    return 0;
  }
}
