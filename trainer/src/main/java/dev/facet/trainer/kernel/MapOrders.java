package dev.facet.trainer.kernel;

import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Which orders of memory an operator accepts for its feature maps. Within one operator all maps
 * have the same order; what is not named here always has C order.
 *
 * @param demand what it can work on
 * @param inputs which of its inputs are feature maps {@code [N, C, H, W]}
 * @param outputs which of its outputs are
 */
public record MapOrders(Demand demand, Set<Integer> inputs, Set<Integer> outputs) {
  /** The operator wants its arrays in C order. */
  static final MapOrders PLANES = new MapOrders(Demand.PLANES, Set.of(), Set.of());

  /** What an operator can work on. */
  public enum Demand {
    /** Planes only. */
    PLANES,
    /** Either order; it is spared a change of order where its inputs come channels last. */
    EITHER,
    /** Channels last only. */
    CHANNELS_LAST
  }

  /** Either order where there is a kernel for both, which is in single precision only. */
  static MapOrders eitherInSinglePrecision(
      DataType type, Set<Integer> inputs, Set<Integer> outputs) {
    return type == DataType.FLOAT ? new MapOrders(Demand.EITHER, inputs, outputs) : PLANES;
  }

  /** Copies the sets. */
  public MapOrders {
    inputs = Set.copyOf(inputs);
    outputs = Set.copyOf(outputs);
  }
}
