package dev.facet.trainer.backbone;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * AlexNet with batch normalisation (Simon, Rodner and Denzler 2016). It differs from the published
 * network in what has no effect: convolutions have no bias, which the normalisation after them
 * would take away again, and the images' own normalisation has neither scale nor shift, which the
 * first convolution would undo. Normalisations inside have both.
 *
 * <p>A convolution with groups is written as one convolution a group, each with its part of the
 * normalisation, and joined after the rectifier: ND4J's convolutions have no groups.
 */
public final class AlexNetBackbone implements Backbone {
  private final AlexNetSpec spec;

  /** A backbone of the given form. */
  public AlexNetBackbone(AlexNetSpec spec) {
    this.spec = spec;
  }

  /** The maps after each of the three pools. */
  @Override
  public List<Features> levels(Layers layers, Features images) {
    List<Features> levels = new ArrayList<>();
    Features x = layers.standardise(PATH + ".data", images);
    for (int i = 0; i < AlexNetSpec.DEPTH; i++) {
      x = convolution(layers, i, x);
      boolean pooled = i < 2 || i == AlexNetSpec.DEPTH - 1;
      if (pooled) {
        x = layers.maxPool("%s.pool%d".formatted(PATH, i + 1), x, spec.poolPadding());
        levels.add(x);
      }
      requireLeft(x, images);
    }
    return levels;
  }

  private static void requireLeft(Features left, Features images) {
    if (left.height() < 1 || left.width() < 1) {
      throw new DataException(
          ("recipe field network.backbone leaves nothing of images of %dx%d: give it a smaller"
                  + " stemStride or kernel, more padding, or larger images.")
              .formatted(images.width(), images.height()));
    }
  }

  private Features convolution(Layers layers, int index, Features x) {
    String name = "%s.conv%d".formatted(PATH, index + 1);
    int groups = spec.groups().get(index);
    if (groups == 1) {
      return group(layers, index, name, x, spec.widths().get(index));
    }
    SDVariable[] outputs = new SDVariable[groups];
    Features part = x;
    for (int g = 0; g < groups; g++) {
      part = part(layers, x, g, groups);
      part = group(layers, index, name + "." + g, part, spec.widths().get(index) / groups);
      outputs[g] = part.variable();
    }
    return new Features(
        layers.graph().concat(1, outputs), spec.widths().get(index), part.height(), part.width());
  }

  /** Some of the channels. Slices, because ND4J's split takes forty times as long. */
  private static Features part(Layers layers, Features x, int index, int count) {
    int channels = x.channels() / count;
    int[] begin = {0, index * channels, 0, 0};
    SDVariable variable = layers.graph().slice(x.variable(), begin, -1, channels, -1, -1);
    return new Features(variable, channels, x.height(), x.width());
  }

  private Features group(Layers layers, int index, String name, Features x, int width) {
    int kernel = spec.kernels().get(index);
    Features convolved =
        index == 0
            ? layers.convolution(name, x, width, kernel, spec.stemStride(), spec.stemPadding())
            : layers.convolution(name, x, width, kernel, 1);
    return layers.norm(name + ".norm", convolved, true);
  }
}
