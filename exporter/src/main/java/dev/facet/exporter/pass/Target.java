package dev.facet.exporter.pass;

import dev.facet.exporter.pass.branch.BatchBranches;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a graph is compiled for. Each target has its own passes, after those that all share. */
public enum Target {
  /** Any runtime that knows operator set 17 of ONNX, such as one of several years ago. */
  PORTABLE(17) {
    @Override
    List<Pass> own() {
      return List.of(new LowerOperators());
    }
  },
  /** ONNX Runtime on a processor. */
  CPU(21) {
    @Override
    List<Pass> own() {
      return List.of(new FuseAttention(FuseAttention.Weights.UNREAD));
    }
  },
  /** ONNX Runtime on an NVIDIA GPU; {@link HalfPrecision} comes after these passes. */
  CUDA(21) {
    @Override
    List<Pass> own() {
      return List.of(new FuseAttention(FuseAttention.Weights.UNREAD), new PadHeads());
    }
  };

  private final int opset;

  Target(int opset) {
    this.opset = opset;
  }

  /** The passes that only this target has. */
  abstract List<Pass> own();

  /** The version of ONNX's operator set that graphs for the target use, unless they need more. */
  public int opset() {
    return opset;
  }

  /** How manifests and the command line call it, such as {@code cpu}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All passes for a network of faces: its input becomes uint8 {@code [N, H, W, 3]}. */
  public Pipeline pipeline(Preprocessing preprocessing) {
    return pipeline(List.of(new BakePreprocessing(Preprocessing.INPUT, preprocessing)));
  }

  /** All passes for a graph that takes its numbers as they are. */
  public Pipeline pipeline() {
    return pipeline(List.of());
  }

  private Pipeline pipeline(List<Pass> input) {
    List<Pass> passes =
        new ArrayList<>(
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
                new FoldLinear(),
                new SimplifyReshapes(),
                new FoldBias(),
                new MergeConvolutions()));
    passes.addAll(input);
    passes.addAll(List.of(new JoinAffine(), new RemoveDeadNodes(), new InferShapes()));
    passes.addAll(own());
    passes.add(new RemoveDeadNodes());
    passes.add(new DeduplicateConstants());
    return new Pipeline(passes);
  }
}
