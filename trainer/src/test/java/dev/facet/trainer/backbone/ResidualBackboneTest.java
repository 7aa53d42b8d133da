package dev.facet.trainer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.facet.trainer.backbone.ResidualSpec.Block;
import dev.facet.trainer.backbone.ResidualSpec.Shortcut;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.plan.GradientCheck;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResidualBackboneTest {
  /** Every block with every shortcut, with and without squeeze-and-excitation. */
  static Stream<ResidualSpec> forms() {
    return Arrays.stream(Block.values())
        .flatMap(
            block ->
                Arrays.stream(Shortcut.values())
                    .flatMap(
                        shortcut ->
                            Stream.of(0, 2).map(squeeze -> narrow(block, shortcut, squeeze))));
  }

  /** A block whose shortcut is the identity and one that strides and widens. */
  private static ResidualSpec narrow(Block block, Shortcut shortcut, int squeeze) {
    return new ResidualSpec(
        3, 8, block, shortcut, squeeze, List.of(8, 12), List.of(1, 1), List.of(1, 2));
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormHasTheRightGradients(ResidualSpec spec) {
    // powers of two: ND4J's normalisation has 1 / (N H W) in single precision, which shows where a
    // gradient is zero because a normalisation follows
    new GradientCheck(91)
        .check(
            4,
            new long[] {3, 16, 8},
            (layers, x) -> spec.backbone().build(layers, new Features(x, 3, 16, 8)).variable());
  }

  @ParameterizedTest
  @MethodSource("forms")
  void everyFormHalvesTheExtentsWhereItStrides(ResidualSpec spec) {
    assertThat(levels(Layers.outline(Mode.TRAINING), spec, 40))
        .extracting(Features::channels, Features::height, Features::width)
        .containsExactly(tuple(8, 10, 10), tuple(12, 5, 5));
  }

  /** What torchvision counts, without the classifier of ImageNet's 1000 classes. */
  @Test
  void thePublishedSizesHaveThePublishedParameters() {
    assertThat(parameters(Block.BASIC, 2, 2, 2, 2)).isEqualTo(11_689_512 - 513_000);
    assertThat(parameters(Block.BASIC, 3, 4, 6, 3)).isEqualTo(21_797_672 - 513_000);
    assertThat(parameters(Block.BOTTLENECK, 3, 4, 6, 3)).isEqualTo(25_557_032 - 2_049_000);
    assertThat(parameters(Block.BOTTLENECK, 3, 4, 23, 3)).isEqualTo(44_549_160 - 2_049_000);
  }

  private static long parameters(Block block, Integer... blocks) {
    int factor = block == Block.BASIC ? 1 : 4;
    ResidualSpec spec =
        new ResidualSpec(
            7,
            64,
            block,
            Shortcut.STRIDED,
            0,
            Stream.of(64, 128, 256, 512).map(width -> factor * width).toList(),
            List.of(blocks),
            List.of(1, 2, 2, 2));
    Layers layers = Layers.outline(Mode.INFERENCE);
    assertThat(levels(layers, spec, 224))
        .extracting(Features::width)
        .containsExactly(56, 28, 14, 7);
    return layers.parameterCount();
  }

  private static List<Features> levels(Layers layers, ResidualSpec spec, int size) {
    Features images = new Features(layers.placeholder("images", 3, size, size), 3, size, size);
    return spec.backbone().levels(layers, images);
  }
}
