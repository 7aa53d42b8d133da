package dev.facet.trainer.plan;

import dev.facet.trainer.kernel.MapOrder;
import java.util.List;
import org.nd4j.autodiff.functions.DifferentialFunction;

/**
 * One thing that a plan does, with the names of what it reads and writes. A name that ends in
 * {@link #LAST} is the variable of the name before it, with its channels last in memory.
 *
 * @param work what is done
 * @param inputs what it reads
 * @param outputs what it writes
 */
record Task(Work work, List<String> inputs, List<String> outputs) {
  private static final String LAST = "@channelsLast";

  /** What is done. */
  sealed interface Work {
    /** An operator of the graph. */
    record Compute(DifferentialFunction function) implements Work {}

    /** Maps are copied from one order of memory to the other. */
    record Reorder() implements Work {}
  }

  /** Copies the lists. */
  Task {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /** A variable in an order of memory. */
  static String name(String variable, MapOrder order) {
    return switch (order) {
      case PLANES -> variable;
      case CHANNELS_LAST -> variable + LAST;
    };
  }

  /** The order of memory that a name speaks of. */
  static MapOrder orderOf(String name) {
    return name.endsWith(LAST) ? MapOrder.CHANNELS_LAST : MapOrder.PLANES;
  }
}
