package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.IMAGES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;
import static dev.facet.exporter.frontend.ExampleList.SEQUENCES;

import dev.facet.exporter.frontend.OperatorExample.Scene;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.LocalResponseNormalizationConfig;

/** Examples of {@link NormalizationOperators}. */
final class NormalizationExamples {
  private NormalizationExamples() {}

  static void addTo(ExampleList list) {
    batch(list);
    layer(list);
    list.onRows("standardize", x -> x.getSameDiff().math().standardize(x, 1));
    list.add(
        "standardize", "over two axes", MAPS, s -> s.graph().math().standardize(s.input(), 1, 3));
    list.add(
        "standardize",
        "of equal numbers",
        ROWS,
        s -> s.graph().math().standardize(s.input().mul(0).add(0.1), 1));
    list.add(
        "moments",
        "the mean",
        MAPS,
        s -> s.graph().math().moments(s.input(), new int[] {1, 2}, true)[0]);
    list.add(
        "moments",
        "the variance",
        MAPS,
        s -> s.graph().math().moments(s.input(), new int[] {2, 3}, false)[1]);
    list.add("lrn", "", IMAGES, NormalizationExamples::localResponse);
    list.add("clipbynorm", "", ROWS, s -> s.graph().math().clipByNorm(s.input(), 1, 1));
    list.add("clipbynorm", "of all", ROWS, s -> s.graph().math().clipByNorm(s.input(), 1));
  }

  private static void batch(ExampleList list) {
    list.add("batchnorm", "maps", MAPS, s -> normalized(s, true, true, 1));
    list.add("batchnorm", "rows", ROWS, s -> normalized(s, true, true, 1));
    list.add("batchnorm", "without scale", MAPS, s -> normalized(s, false, true, 1));
    list.add("batchnorm", "without offset", MAPS, s -> normalized(s, true, false, 1));
    list.add("batchnorm", "channels last", IMAGES, s -> normalized(s, true, true, 3));
    list.add("batchnorm", "of the middle axis", MAPS, s -> normalized(s, true, true, 2));
    list.add(
        "batchnorm",
        "over two axes",
        SEQUENCES,
        s ->
            s.graph()
                .nn()
                .batchNorm(
                    s.input(),
                    s.weight(1, s.size(1), s.size(2)),
                    s.positive(1, s.size(1), s.size(2)),
                    s.weight(1, s.size(1), s.size(2)),
                    s.weight(1, s.size(1), s.size(2)),
                    1e-5,
                    1,
                    2));
  }

  private static SDVariable normalized(Scene s, boolean scaled, boolean shifted, int axis) {
    long channels = s.size(axis);
    return s.graph()
        .nn()
        .batchNorm(
            s.input(),
            s.weight(channels),
            s.positive(channels),
            scaled ? s.weight(channels) : null,
            shifted ? s.weight(channels) : null,
            1e-5,
            axis);
  }

  private static void layer(ExampleList list) {
    list.add(
        "layer_norm",
        "of features",
        SEQUENCES,
        s ->
            s.graph()
                .nn()
                .layerNorm(s.input(), s.weight(s.size(2)), s.weight(s.size(2)), false, 2));
    list.add(
        "layer_norm",
        "without a bias",
        SEQUENCES,
        s -> s.graph().nn().layerNorm(s.input(), s.weight(s.size(2)), false, -1));
    list.add(
        "layer_norm",
        "of equal numbers",
        ROWS,
        s ->
            s.graph()
                .nn()
                .layerNorm(
                    s.input().mul(0).add(0.1), s.weight(s.size(1)), s.weight(s.size(1)), false, 1));
    list.add(
        "layer_norm",
        "of maps, by channel",
        MAPS,
        s ->
            s.graph()
                .nn()
                .layerNorm(s.input(), s.weight(s.size(1)), s.weight(s.size(1)), true, 1, 2, 3));
    list.add(
        "layer_norm",
        "of images, channels last",
        IMAGES,
        s ->
            s.graph()
                .nn()
                .layerNorm(s.input(), s.weight(s.size(3)), s.weight(s.size(3)), false, 1, 2, 3));
  }

  private static SDVariable localResponse(Scene s) {
    return s.graph()
        .cnn()
        .localResponseNormalization(
            s.input(),
            LocalResponseNormalizationConfig.builder()
                .alpha(0.2)
                .beta(0.75)
                .bias(1.5)
                .depth(1)
                .build());
  }
}
