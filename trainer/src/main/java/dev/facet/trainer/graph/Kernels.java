package dev.facet.trainer.graph;

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
  NATIVE
}
