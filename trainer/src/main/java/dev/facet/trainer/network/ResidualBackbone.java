package dev.facet.trainer.network;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.Optional;

/**
 * A residual network without its classifier (He et al. 2016, basic blocks). Where a block changes
 * its extents the shortcut is a mean-pool, if the stride is 2, and a 1x1 convolution (He et al.
 * 2019, "ResNet-D"), so that no position of the input is skipped.
 */
public final class ResidualBackbone {
  private final BackboneSpec spec;

  /** A backbone of the given form. */
  public ResidualBackbone(BackboneSpec spec) {
    this.spec = spec;
  }

  /** Adds the backbone: {@code [N, 3, H, W]} to {@code [N, C, h, w]}. */
  public Features build(Layers layers, Features images) {
    Features x = layers.convolution("stem.conv", images, spec.widths().getFirst(), 3, 2);
    x = layers.norm("stem.norm", x, true);
    x = layers.maxPool("stem.pool", x);
    for (int stage = 0; stage < spec.widths().size(); stage++) {
      for (int block = 0; block < spec.blocks().get(stage); block++) {
        int stride = block == 0 ? spec.strides().get(stage) : 1;
        String name = "stage" + (stage + 1) + "." + block;
        x = block(layers, name, x, spec.widths().get(stage), stride);
      }
    }
    return x;
  }

  private static Features block(Layers layers, String name, Features x, int width, int stride) {
    Features inner = layers.convolution(name + ".conv1", x, width, 3, stride);
    inner = layers.norm(name + ".norm1", inner, true);
    inner = layers.convolution(name + ".conv2", inner, width, 3, 1);
    Features shortcut = x;
    if (stride == 2) {
      shortcut = layers.meanPool(name + ".shortcut.pool", shortcut);
    }
    if (shortcut.channels() != width) {
      shortcut = layers.convolution(name + ".shortcut.conv", shortcut, width, 1, 1);
      shortcut = layers.norm(name + ".shortcut.norm", shortcut, false);
    }
    return layers.norm(name + ".norm2", inner, true, Optional.of(shortcut));
  }
}
