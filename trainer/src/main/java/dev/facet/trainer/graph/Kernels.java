package dev.facet.trainer.graph;

import dev.facet.trainer.kernel.Memory;

/**
 * Who computes the operators of a training graph. Inference graphs have ND4J's operators always.
 *
 * <p>Whatever adds a {@link dev.facet.trainer.kernel.JavaOperator} to a graph asks {@link
 * Layers#computesInJava()} first and has a form without it, with the same numbers and gradients.
 */
public enum Kernels {
  /** Facet's own operators where there are some: faster, on the processor's memory only. */
  JAVA,
  /** ND4J's operators only: these run on whatever ND4J runs on, a GPU among them. */
  NATIVE;

  private static final String PROPERTY = "facet.kernels";

  /**
   * Those of this process: Java's where it can reach ND4J's arrays, unless the system property
   * {@code facet.kernels} is {@code native}, which tries on a processor what a GPU would run.
   */
  public static Kernels current() {
    boolean asked = "native".equals(System.getProperty(PROPERTY));
    return asked || !Memory.isReachable() ? NATIVE : JAVA;
  }
}
