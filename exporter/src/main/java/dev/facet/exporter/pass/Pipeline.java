package dev.facet.exporter.pass;

import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.pass.branch.BatchBranches;
import java.util.List;

/**
 * Passes one after the other.
 *
 * @param passes in the order in which they run
 */
public record Pipeline(List<Pass> passes) implements Pass {
  /** Copies the list. */
  public Pipeline {
    passes = List.copyOf(passes);
  }

  /** What every export runs, whatever the network. */
  public static Pipeline standard(Preprocessing preprocessing) {
    return new Pipeline(
        List.of(
            new JoinTransposes(),
            new RemoveIdentities(),
            new FoldConstants(),
            new JoinConvolutionGroups(),
            new FoldBatchNormalization(),
            new FoldBias(),
            new InferShapes(),
            new BatchBranches(),
            new InferShapes(),
            new GroupedProducts(),
            new WeightedSums(),
            new FoldBias(),
            new FoldLinear(),
            new SimplifyReshapes(),
            new FoldBias(),
            new MergeConvolutions(),
            new BakePreprocessing(Preprocessing.INPUT, preprocessing),
            new JoinAffine(),
            new RemoveDeadNodes(),
            new DeduplicateConstants()));
  }

  @Override
  public Graph apply(Graph graph) {
    Graph result = graph;
    for (Pass pass : passes) {
      result = pass.apply(result);
    }
    return result;
  }
}
