package dev.facet.bench.training;

import java.util.List;
import java.util.Optional;

/** A network with the size of its input and its batch. */
enum Case {
  /** ResNet-18 of width 32, mean-pooled shortcuts: what Facet's small recipes train. */
  SMALL(104, 88, 64, 3, 32, true),
  /** ResNet-34 as He et al. 2016 have it (table 1; strided 1x1 shortcuts, option B). */
  PAPER(128, 128, 32, 7, 64, false);

  private final int height;
  private final int width;
  private final int batch;
  private final int stem;
  private final int first;
  private final boolean meanPooled;

  Case(int height, int width, int batch, int stem, int first, boolean meanPooled) {
    this.height = height;
    this.width = width;
    this.batch = batch;
    this.stem = stem;
    this.first = first;
    this.meanPooled = meanPooled;
  }

  /** Residual blocks of each stage. */
  private List<Integer> depths() {
    return switch (this) {
      case SMALL -> List.of(2, 2, 2, 2);
      case PAPER -> List.of(3, 4, 6, 3);
    };
  }

  /** Rows of an image. */
  int height() {
    return height;
  }

  /** Pixels of a row. */
  int width() {
    return width;
  }

  /** Images of a step. */
  int batch() {
    return batch;
  }

  /** The network up to its last feature maps. */
  <T> T build(Blocks<T> blocks, T images) {
    T x = blocks.convolution("stem", images, first, stem, 2);
    x = blocks.maxPool("stem.pool", blocks.norm("stem.norm", x, true, Optional.empty()));
    for (int stage = 0; stage < depths().size(); stage++) {
      for (int block = 0; block < depths().get(stage); block++) {
        int stride = stage > 0 && block == 0 ? 2 : 1;
        x = block(blocks, "stage" + stage + "." + block, x, first << stage, stride);
      }
    }
    return x;
  }

  private <T> T block(Blocks<T> blocks, String name, T x, int outputs, int stride) {
    T inner = blocks.convolution(name + ".conv1", x, outputs, 3, stride);
    inner = blocks.norm(name + ".norm1", inner, true, Optional.empty());
    inner = blocks.convolution(name + ".conv2", inner, outputs, 3, 1);
    T shortcut = x;
    if (blocks.channels(x) != outputs) {
      int left = stride;
      if (meanPooled && stride == 2) {
        shortcut = blocks.meanPool(name + ".pool", shortcut);
        left = 1;
      }
      shortcut = blocks.convolution(name + ".shortcut", shortcut, outputs, 1, left);
      shortcut = blocks.norm(name + ".shortcut.norm", shortcut, false, Optional.empty());
    }
    return blocks.norm(name + ".norm2", inner, true, Optional.of(shortcut));
  }
}
