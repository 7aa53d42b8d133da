package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.Backbone;
import dev.facet.trainer.block.Affinity;
import dev.facet.trainer.block.BranchScore;
import dev.facet.trainer.block.CrossEntropy;
import dev.facet.trainer.block.GraphAttention;
import dev.facet.trainer.block.GroupAffinity;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * The two nets of GAL, figure 1. The feature learning net has a branch for every attribute: 1x1
 * convolution, normalisation, rectifier, position-squeeze and excitation, mean over positions and
 * classifier. The correlation learning net projects the maps of each branch by a 1x1 convolution of
 * its own, takes the result as a node, lets the nodes take part in each other (figure 4) and
 * classifies each of them.
 *
 * <p>A branch weighs positions by PSE's form (b), a 3x3 convolution to C / 16 maps with bias and
 * rectifier and a 1x1 convolution to one (PSE, figure 4b), since the text has "two layers of
 * convolution" (figure 2). The network that its authors published has a 1x1 convolution to 16
 * channels with normalisation and rectifier in place of the first.
 *
 * <p>Each net has its own loss, the sum over attributes of their mean cross-entropies (eq. 1), and
 * no gradient passes from the second into the first ("Loss Functions and the Optimization
 * Strategy"). The paper's softmax over two scores is written as its equal, a sigmoid of their
 * difference. The correlation learning net answers, where there is one; the classifiers of the
 * feature learning net are then built for training only.
 */
final class GalNetwork implements Network {
  /** What the feature learning net learns from. */
  static final String FEATURE_LOSS = "loss.features";

  /** What the correlation learning net learns from. */
  static final String CORRELATION_LOSS = "loss.correlation";

  private static final String FEATURES = "features";
  private static final String CORRELATION = "correlation";

  private final GalSpec spec;
  private final InputSpec input;
  private final List<String> attributes;

  GalNetwork(GalSpec spec, InputSpec input, List<String> attributes) {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("the network gal needs attributes, found none");
    }
    this.spec = spec;
    this.input = input;
    this.attributes = List.copyOf(attributes);
  }

  @Override
  public void build(Layers layers) {
    if (layers.mode() == Mode.TRAINING && !spec.form().learnsFeatures()) {
      requireFrozen(layers, Backbone.PATH);
      requireFrozen(layers, FEATURES);
    }
    Branches.Result branches =
        new Branches(
                FEATURES,
                spec.backbone(),
                attributes.size(),
                spec.branchChannels(),
                ExcitationForm.CONVOLUTIONAL)
            .build(layers, input);
    switch (layers.mode()) {
      case INFERENCE -> answer(layers, branches);
      case TRAINING -> learn(layers, branches.maps());
    }
  }

  private static void requireFrozen(Layers layers, String path) {
    if (!layers.isFrozen(path)) {
      throw new DataException(
          "recipe field start.frozen lacks %s, which form cascaded of network gal keeps as it was trained before: add it."
              .formatted(path));
    }
  }

  private void answer(Layers layers, Branches.Result branches) {
    SDVariable scores;
    if (spec.form().correlates()) {
      Affinity.Result nodes = nodes(layers, branches.maps());
      nodes.affinity().rename(Tensors.AFFINITY);
      scores = nodeScores(layers, nodes.refined(), branches.maps().plane());
    } else {
      scores = featureScores(layers, branches.maps());
    }
    layers.graph().nn().sigmoid(Tensors.PROBABILITIES, scores);
    branches.masks().ifPresent(masks -> masks.rename(Tensors.MASKS));
  }

  private void learn(Layers layers, Features maps) {
    SDVariable labels = layers.placeholder(Tensors.LABELS, attributes.size());
    List<SDVariable> losses = new ArrayList<>();
    if (spec.form().learnsFeatures()) {
      SDVariable scores = featureScores(layers, maps);
      losses.add(CrossEntropy.ofAttributes(layers, scores, labels).rename(FEATURE_LOSS));
    }
    if (spec.form().correlates()) {
      // what the correlation learning net reads it does not change
      Features read = maps.with(layers.stopped(maps.variable()));
      SDVariable scores = nodeScores(layers, nodes(layers, read).refined(), maps.plane());
      losses.add(CrossEntropy.ofAttributes(layers, scores, labels).rename(CORRELATION_LOSS));
    }
    losses.stream().reduce(SDVariable::add).orElseThrow().rename(Tensors.LOSS);
  }

  /** A score for each attribute from its branch, {@code [N, A]}. */
  private SDVariable featureScores(Layers layers, Features maps) {
    SDVariable kept =
        layers.dropout(
            FEATURES + ".dropout", layers.globalMean(maps), maps.channels(), spec.dropout());
    return new BranchScore(FEATURES + ".head", attributes.size())
        .build(layers, kept, spec.branchChannels());
  }

  /** The nodes {@code [N, A, D]} after they have taken part in each other. */
  private Affinity.Result nodes(Layers layers, Features maps) {
    int count = attributes.size();
    Features projected =
        layers.convolution(
            CORRELATION + ".nodes",
            maps,
            count * spec.nodeChannels(),
            1,
            count,
            Start.linear(spec.branchChannels()));
    projected = layers.bias(CORRELATION + ".nodes.bias", projected);
    return affinity().build(layers, projected.variable().reshape(-1, count, width(maps.plane())));
  }

  private Affinity affinity() {
    return spec.form() == GalForm.PRIOR
        ? new GroupAffinity(CORRELATION + ".affinity", groupsOfAttributes())
        : new GraphAttention();
  }

  /** A score for each attribute from its node, {@code [N, A]}. */
  private SDVariable nodeScores(Layers layers, SDVariable nodes, int plane) {
    int all = attributes.size() * width(plane);
    SDVariable kept =
        layers.dropout(CORRELATION + ".dropout", nodes.reshape(-1, all), all, spec.dropout());
    return new BranchScore(CORRELATION + ".head", attributes.size())
        .build(layers, kept, width(plane));
  }

  /** D, how many numbers a node has. */
  private int width(int plane) {
    return spec.nodeChannels() * plane;
  }

  /** The number of each attribute's group (GAL, table 1). */
  private List<Integer> groupsOfAttributes() {
    List<AttributeGroup> all = AttributeGroup.of(attributes);
    return attributes.stream()
        .map(
            attribute ->
                IntStream.range(0, all.size())
                    .filter(g -> all.get(g).attributes().contains(attribute))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  @Override
  public List<String> attributes() {
    return attributes;
  }

  /** Each attribute has a sub-network of its own. */
  @Override
  public List<AttributeGroup> groups() {
    return attributes.stream().map(each -> new AttributeGroup(each, List.of(each))).toList();
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
