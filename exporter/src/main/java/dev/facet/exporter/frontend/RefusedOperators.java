package dev.facet.exporter.frontend;

/** Operators that SameDiff's public methods offer and the exporter does not take, with reasons. */
final class RefusedOperators {
  private RefusedOperators() {}

  static void addTo(OperatorTable table) {
    table
        .refuse("repeat", "ends the process in ND4J itself: tile or gather instead")
        .refuse("pnormpool2d", "cannot be loaded again by ND4J once it is saved")
        .refuse("create_view", "cannot be loaded again by ND4J once it is saved: use get")
        .refuse("create", "leaves its numbers to chance: use fill or zerosLike")
        .refuse("max_pool_with_argmax", "gives places as ONNX does not count them")
        .refuse("resize_bicubic", "interpolates from a table of rounded weights: use imageResize");
    broken(table);
    notInference(table);
    shapedByNumbers(table);
    withoutEqual(table);
    ofIntegers(table);
  }

  private static void broken(OperatorTable table) {
    String breaks = "ND4J itself cannot run";
    table
        .refuse("batched_gemm", breaks + ": stack the matrices and multiply them together")
        .refuse("clipbyavgnorm", breaks + ": use clipByNorm")
        .refuse("scatter_update", breaks + ": use scatterAdd on zeros, or concat")
        .refuse("relu_layer", breaks + " on a batch of one: use linear and relu")
        .refuse("dropout_inverted", breaks + ": build the graph for inference without it");
  }

  private static void notInference(OperatorTable table) {
    all(
        table,
        "draws random numbers, which an exported network does not",
        "random_normal",
        "randomuniform",
        "random_bernoulli",
        "random_exponential",
        "random_crop",
        "distribution_bernoulli",
        "distribution_binomial",
        "distribution_gaussian",
        "distribution_lognormal",
        "distribution_truncated",
        "distribution_uniform");
    all(
        table,
        "is a derivative: name the outputs of inference",
        "hardtanhderivative",
        "leakyreluderivative",
        "sigmoid_bp",
        "softmax_bp",
        "softsignderivative");
    all(
        table,
        "is recurrent, which the exporter does not know",
        "lstmLayer",
        "lstmBlock",
        "lstmBlockCell",
        "gru",
        "gruCell",
        "sru",
        "sruCell");
    all(table, "is control flow, which the exporter does not know", "While", "switch", "merge");
    all(
        table,
        "prepares pictures, which belongs before the network",
        "adjust_contrast_v2",
        "adjust_hue",
        "adjust_saturation",
        "hsv_to_rgb",
        "rgb_to_hsv",
        "rgb_to_yiq",
        "rgb_to_yuv",
        "yiq_to_rgb",
        "yuv_to_rgb",
        "crop_and_resize");
  }

  private static void shapedByNumbers(OperatorTable table) {
    all(
        table,
        "has an output whose size depends on the numbers",
        "unique",
        "listdiff",
        "dynamic_partition",
        "dynamic_stitch",
        "non_max_suppression",
        "where_np",
        "compat_sparse_to_dense",
        "set_shape");
    all(
        table,
        "mixes the entries of a batch",
        "batch_to_space",
        "space_to_batch",
        "batch_to_space_nd",
        "space_to_batch_nd",
        "ismax",
        "is_non_decreasing",
        "is_strictly_increasing",
        "diag",
        "confusion_matrix",
        "meshgrid",
        "segment_max",
        "segment_mean",
        "segment_min",
        "segment_prod",
        "segment_sum",
        "unsorted_segment_max",
        "unsorted_segment_mean",
        "unsorted_segment_min",
        "unsorted_segment_prod",
        "unsorted_segment_sqrt_n",
        "unsorted_segment_sum");
  }

  private static void withoutEqual(OperatorTable table) {
    all(
        table,
        "has no equal in ONNX",
        "cumprod",
        "im2col",
        "col2im",
        "extract_image_patches",
        "dilation2d",
        "resize_area",
        "scatter_div",
        "first_index",
        "last_index",
        "mergemaxindex",
        "cross",
        "diag_part",
        "matrix_set_diag",
        "normalize_moments",
        "is_numeric_tensor",
        "min_max_datatype",
        "matrix_inverse",
        "matrix_determinant",
        "cholesky",
        "lu",
        "qr",
        "svd",
        "eig",
        "logdet",
        "lstsq",
        "solve",
        "triangular_solve");
  }

  private static void ofIntegers(OperatorTable table) {
    all(
        table,
        "shifts bits of signed integers, and ONNX only those of unsigned ones",
        "shift_bits",
        "rshift_bits",
        "cyclic_shift_bits",
        "cyclic_rshift_bits",
        "bits_hamming_distance");
  }

  private static void all(OperatorTable table, String reason, String... operators) {
    for (String operator : operators) {
      table.refuse(operator, reason);
    }
  }
}
