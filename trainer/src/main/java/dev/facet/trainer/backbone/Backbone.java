package dev.facet.trainer.backbone;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.List;

/** The part of a network that turns images into feature maps. */
public interface Backbone {
  /** The path that every layer of a backbone begins with. */
  String PATH = "backbone";

  /**
   * Adds the backbone and returns the maps of each of its levels, from the finest to the coarsest.
   *
   * @param images {@code [N, 3, H, W]}
   */
  List<Features> levels(Layers layers, Features images);

  /** Adds the backbone and returns its last maps. */
  default Features build(Layers layers, Features images) {
    return levels(layers, images).getLast();
  }
}
