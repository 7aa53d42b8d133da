package dev.facet.trainer.backbone;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import java.util.ArrayList;
import java.util.List;

/**
 * AlexNet with batch normalisation (Simon, Rodner and Denzler 2016). It differs from the published
 * network in what has no effect: convolutions have no bias, which the normalisation after them
 * would take away again, and the images' own normalisation has neither scale nor shift, which the
 * first convolution would undo. Normalisations inside have both.
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
    int width = spec.widths().get(index);
    int kernel = spec.kernels().get(index);
    int groups = spec.groups().get(index);
    if (index == 0) {
      return normalised(
          layers,
          name,
          layers.convolution(name, x, width, kernel, spec.stemStride(), spec.stemPadding()));
    }
    Start start = Start.he((long) x.channels() / groups * kernel * kernel);
    return normalised(layers, name, layers.convolution(name, x, width, kernel, groups, start));
  }

  private static Features normalised(Layers layers, String name, Features convolved) {
    return layers.norm(name + ".norm", convolved, true);
  }
}
