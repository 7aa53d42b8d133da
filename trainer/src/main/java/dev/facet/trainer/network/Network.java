package dev.facet.trainer.network;

import dev.facet.trainer.graph.Layers;
import java.util.List;

/**
 * A network of one of the papers: one description from which its training form (batch statistics,
 * {@link Tensors#LOSS}) and its inference form (running statistics, named outputs) are built, with
 * the same parameters except for heads that only training needs.
 */
public interface Network {

  /**
   * Adds the whole network, fed by {@link Tensors#IMAGES}. In inference it has those of the outputs
   * {@link Tensors#PROBABILITIES}, {@link Tensors#EMBEDDING}, {@link Tensors#MASKS} and {@link
   * Tensors#AFFINITY} that it can give. In training it has {@link Tensors#LOSS}, from the
   * placeholder {@link Tensors#LABELS} if it knows attributes and {@link Tensors#IDENTITIES} if it
   * learns identities.
   */
  void build(Layers layers);

  /** The attributes that it answers for, in the order of its probabilities; may be none. */
  List<String> attributes();

  /** Attributes by sub-network, where it has such; else one group of all of them, or none. */
  List<AttributeGroup> groups();

  /** Whether it learns from identities. */
  boolean learnsIdentities();

  /** How many numbers its embedding has; 0 if it has none. */
  int embedding();
}
