package dev.facet.bench.training;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.Optional;

/** Layers of Facet's trainer. */
record FacetBlocks(Layers layers) implements Blocks<Features> {
  @Override
  public Features convolution(String name, Features input, int outputs, int kernel, int stride) {
    return layers.convolution(name, input, outputs, kernel, stride);
  }

  @Override
  public Features norm(String name, Features input, boolean relu, Optional<Features> residual) {
    return layers.norm(name, input, relu, residual);
  }

  @Override
  public Features maxPool(String name, Features input) {
    return layers.maxPool(name, input);
  }

  @Override
  public Features meanPool(String name, Features input) {
    return layers.meanPool(name, input);
  }

  @Override
  public int channels(Features maps) {
    return maps.channels();
  }
}
