package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.MirroredDecoder;
import dev.facet.trainer.block.CrossEntropy;
import dev.facet.trainer.block.LocalInformation;
import dev.facet.trainer.block.ScoreFusion;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * BLAN, figure 1: an encoder's levels and those of its mirrored decoder are joined step by step,
 * each level classifies all attributes, and the levels' scores are fused. The last level's maps are
 * the encoder's in every form, for the decoder begins there.
 *
 * <p>Without fusion the answer is the paper's "another decision" (introduction of section 3), the
 * sum of the levels' scores, divided by their number: that decides the same, and its sigmoid is as
 * sure as the levels are. In inference there is neither reconstruction nor discriminator; {@link
 * Tensors#LEVELS} has what each classifier would answer alone (figure 3).
 *
 * <p><b>Parameters at the paper's size</b> (256x256, ResNet-34, 40 attributes): encoder 21,284,672;
 * classifiers 10,231,232; decoder 7,110,528; attention 183,554; fusion 200; together 38.81 million,
 * 1.2 % above the 38.34 million of table 10, for which everything that answers counts: not the
 * convolution that makes the image (9,411) and not the discriminators (2.6 million). The text fixes
 * encoder and classifiers, 31.5 million, so 6.8 are left for the rest. Table 1 read as n whole
 * residual blocks in a stage of the decoder besides its change of width would have 40.36 million
 * ({@code 38.49 * 2^20}), and a 3x3 convolution in the attention modules 1.4 million more; the
 * readings taken are explained in {@link MirroredDecoder} and {@link
 * dev.facet.trainer.block.ResidualDualAttention}.
 */
final class BlanNetwork implements Network {
  private final BlanSpec spec;
  private final InputSpec input;
  private final List<String> attributes;
  private final Optional<MirroredDecoder> decoder;

  BlanNetwork(BlanSpec spec, InputSpec input, List<String> attributes) {
    if (attributes.isEmpty()) {
      throw new IllegalArgumentException("the network blan needs attributes, found none");
    }
    this.spec = spec;
    this.input = input;
    this.attributes = List.copyOf(attributes);
    decoder =
        spec.ladder().decodes()
            ? Optional.of(
                new MirroredDecoder(spec.backbone(), input.cropHeight(), input.cropWidth()))
            : Optional.empty();
  }

  @Override
  public void build(Layers layers) {
    Features images = Branches.images(layers, input);
    List<Features> encoded = spec.backbone().backbone().levels(layers, images);
    List<Features> decoded =
        decoder.map(mirror -> mirror.levels(layers, encoded.getLast())).orElse(List.of());
    List<Features> read = read(layers, encoded, decoded);
    List<LevelClassifier.Result> results = new ArrayList<>();
    for (int level = 0; level < read.size(); level++) {
      results.add(classifier(level).build(layers, read.get(level), attributes.size()));
    }
    SDVariable scores =
        layers
            .graph()
            .stack(
                1, results.stream().map(LevelClassifier.Result::scores).toArray(SDVariable[]::new));
    SDVariable answer =
        spec.fusion()
            ? new ScoreFusion("fusion.weight").build(layers, scores, read.size(), attributes.size())
            : scores.mean(false, 1);
    if (layers.mode() == Mode.INFERENCE) {
      layers.graph().nn().sigmoid(Tensors.PROBABILITIES, answer);
      layers.graph().nn().sigmoid(Tensors.LEVELS, scores);
      return;
    }
    SDVariable loss = classification(layers, scores, answer);
    if (spec.alpha() > 0) {
      loss = loss.add(information(layers, read, results).mul(spec.alpha()));
    }
    if (spec.beta() > 0 && decoder.isPresent()) {
      Features image = decoder.get().image(layers, decoded.getFirst());
      loss = loss.add(reconstruction(images, image).mul(spec.beta()));
    }
    loss.rename(Tensors.LOSS);
  }

  private LevelClassifier classifier(int level) {
    return new LevelClassifier(
        "classifiers.%d".formatted(level + 1),
        spec.classifiers().get(level),
        spec.hidden(),
        spec.dropout());
  }

  /** The maps that each level's classifier reads. */
  private List<Features> read(Layers layers, List<Features> encoded, List<Features> decoded) {
    List<Features> read = new ArrayList<>();
    for (int level = 0; level < encoded.size() - 1; level++) {
      Features own = encoded.get(level);
      read.add(
          switch (spec.ladder()) {
            case ENCODER -> own;
            case DECODER -> decoded.get(level);
            case CONCATENATION -> layers.concat(own, decoded.get(level));
            case ATTENTION ->
                spec.attention()
                    .block("attention.%d".formatted(level + 1))
                    .build(layers, own, decoded.get(level));
          });
    }
    read.add(encoded.getLast());
    return read;
  }

  /** The losses of the levels and, with weight gamma, of their fusion (BLAN, eq. 4, 7, 8). */
  private SDVariable classification(Layers layers, SDVariable scores, SDVariable answer) {
    int levels = spec.classifiers().size();
    SDVariable labels =
        layers.placeholder(Tensors.LABELS, attributes.size()).reshape(-1, 1, attributes.size());
    double[] weights = new double[spec.fusion() ? levels + 1 : levels];
    Arrays.fill(weights, 1);
    SDVariable all = scores;
    if (spec.fusion()) {
      weights[levels] = spec.gamma();
      all = layers.graph().concat(1, scores, answer.reshape(-1, 1, attributes.size()));
    }
    SDVariable weight =
        layers
            .graph()
            .constant("loss.weights", Nd4j.createFromArray(weights).castTo(layers.type()));
    SDVariable each = CrossEntropy.binary(layers, all, labels).mean(false, 0).sum(false, 1);
    return each.mul(weight).sum(false, 0);
  }

  /** The sum of the levels' local information losses (BLAN, eq. 5, 8). */
  private SDVariable information(
      Layers layers, List<Features> read, List<LevelClassifier.Result> results) {
    Optional<SDVariable> sum = Optional.empty();
    for (int level = 0; level < read.size(); level++) {
      SDVariable one =
          new LocalInformation("information.%d".formatted(level + 1), spec.discriminator())
              .build(layers, read.get(level), results.get(level).vector(), spec.hidden());
      sum = Optional.of(sum.map(before -> before.add(one)).orElse(one));
    }
    return sum.orElseThrow();
  }

  /** The mean squared error of the image (BLAN, eq. 1). */
  private static SDVariable reconstruction(Features images, Features decoded) {
    SDVariable error = decoded.variable().sub(images.variable());
    return error.mul(error).reshape(-1).mean(false, 0);
  }

  @Override
  public List<String> attributes() {
    return attributes;
  }

  @Override
  public List<AttributeGroup> groups() {
    return List.of(new AttributeGroup("face", attributes));
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
