package dev.facet.exporter.frontend;

/** Operators that SameDiff's public methods offer and the exporter does not take, with reasons. */
final class RefusedOperators {
  private static final String RANDOM = "draws random numbers, which an exported network does not";
  private static final String BREAKS = "ND4J itself cannot run";
  private static final String BATCH = "moves positions into the batch";
  private static final String SIZE = "has an output whose size depends on the numbers";
  private static final String NO_EQUAL = "has no equal in ONNX";

  private RefusedOperators() {}

  static void addTo(OperatorTable table) {
    table
        .refuse("repeat", "ends the process in ND4J itself: tile or gather instead")
        .refuse("batched_gemm", BREAKS + ": stack the matrices and multiply them together")
        .refuse("clipbyavgnorm", BREAKS + ": use clipByNorm")
        .refuse("scatter_update", BREAKS + ": use scatterAdd on zeros, or concat")
        .refuse("dropout_inverted", BREAKS + ": build the graph for inference without it")
        .refuse("relu_layer", BREAKS + " on a batch of one: use linear and relu")
        .refuse("create", "leaves its numbers to chance: use fill or zerosLike")
        .refuse("batch_to_space", BATCH)
        .refuse("space_to_batch", BATCH)
        .refuse("batch_to_space_nd", BATCH)
        .refuse("space_to_batch_nd", BATCH)
        .refuse("unique", SIZE)
        .refuse("listdiff", SIZE)
        .refuse("dynamic_partition", SIZE)
        .refuse("dynamic_stitch", SIZE)
        .refuse("non_max_suppression", SIZE)
        .refuse("pnormpool2d", "cannot be loaded again by ND4J once it is saved")
        .refuse("create_view", "cannot be loaded again by ND4J once it is saved: use get")
        .refuse("max_pool_with_argmax", "gives places as ONNX does not count them")
        .refuse("cumprod", NO_EQUAL)
        .refuse("im2col", NO_EQUAL)
        .refuse("col2im", NO_EQUAL)
        .refuse("extract_image_patches", NO_EQUAL)
        .refuse("dilation2d", NO_EQUAL)
        .refuse("crop_and_resize", NO_EQUAL)
        .refuse("resize_bicubic", "interpolates from a table of rounded weights: use imageResize")
        .refuse("resize_area", NO_EQUAL)
        .refuse("matrix_inverse", NO_EQUAL)
        .refuse("cholesky", NO_EQUAL)
        .refuse("lu", NO_EQUAL)
        .refuse("qr", NO_EQUAL)
        .refuse("svd", NO_EQUAL)
        .refuse("lstmLayer", "is recurrent, which the exporter does not know")
        .refuse("lstmBlock", "is recurrent, which the exporter does not know")
        .refuse("gru", "is recurrent, which the exporter does not know")
        .refuse("sru", "is recurrent, which the exporter does not know")
        .refuse("random_normal", RANDOM)
        .refuse("randomuniform", RANDOM)
        .refuse("random_bernoulli", RANDOM)
        .refuse("random_crop", RANDOM)
        .refuse("While", "loops, which the exporter does not know")
        .refuse("switch", "branches, which the exporter does not know")
        .refuse("merge", "branches, which the exporter does not know");
  }
}
