package dev.facet.trainer.backbone;

import dev.facet.trainer.block.SqueezeExcitation;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A residual network without its classifier (He et al. 2016), with squeeze-and-excitation in its
 * blocks if the description has it (Hu et al. 2018, figure 3).
 *
 * <p>Where a bottleneck block strides, its 3x3 convolution does, as in torchvision, whose weights
 * therefore fit; in He et al. it is the 1x1 convolution before.
 */
public final class ResidualBackbone implements Backbone {
  private final ResidualSpec spec;

  /** A backbone of the given form. */
  public ResidualBackbone(ResidualSpec spec) {
    this.spec = spec;
  }

  @Override
  public List<Features> levels(Layers layers, Features images) {
    Features x = layers.convolution(PATH + ".stem.conv", images, spec.stemWidth(), spec.stem(), 2);
    x = layers.norm(PATH + ".stem.norm", x, true);
    x = layers.maxPool(PATH + ".stem.pool", x);
    List<Features> levels = new ArrayList<>();
    for (int stage = 0; stage < spec.widths().size(); stage++) {
      for (int block = 0; block < spec.blocks().get(stage); block++) {
        int stride = block == 0 ? spec.strides().get(stage) : 1;
        String name = "%s.stage%d.%d".formatted(PATH, stage + 1, block);
        x = block(layers, name, x, spec.widths().get(stage), stride);
      }
      levels.add(x);
    }
    return levels;
  }

  private Features block(Layers layers, String name, Features x, int width, int stride) {
    Features inner =
        switch (spec.block()) {
          case BASIC -> {
            Features first = layers.convolution(name + ".conv1", x, width, 3, stride);
            first = layers.norm(name + ".norm1", first, true);
            yield layers.convolution(name + ".conv2", first, width, 3, 1);
          }
          case BOTTLENECK -> {
            Features first = layers.convolution(name + ".conv1", x, width / 4, 1, 1);
            first = layers.norm(name + ".norm1", first, true);
            Features second = layers.convolution(name + ".conv2", first, width / 4, 3, stride);
            second = layers.norm(name + ".norm2", second, true);
            yield layers.convolution(name + ".conv3", second, width, 1, 1);
          }
        };
    Features shortcut = shortcut(layers, name + ".shortcut", x, width, stride);
    String last = name + (spec.block() == ResidualSpec.Block.BASIC ? ".norm2" : ".norm3");
    if (spec.squeeze() == 0) {
      return layers.norm(last, inner, true, Optional.of(shortcut));
    }
    return new SqueezeExcitation(name + ".squeeze", spec.squeeze())
        .build(layers, layers.norm(last, inner, false), shortcut);
  }

  private Features shortcut(Layers layers, String name, Features x, int width, int stride) {
    if (x.channels() == width && stride == 1) {
      return x;
    }
    return switch (spec.shortcut()) {
      case STRIDED ->
          layers.norm(
              name + ".norm", layers.convolution(name + ".conv", x, width, 1, stride), false);
      case POOLED -> {
        Features pooled = stride == 2 ? layers.meanPool(name + ".pool", x) : x;
        yield pooled.channels() == width
            ? pooled
            : layers.norm(
                name + ".norm", layers.convolution(name + ".conv", pooled, width, 1, 1), false);
      }
    };
  }
}
