package dev.facet.trainer.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.facet.trainer.block.BlockContract;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class MirroredDecoderTest implements BlockContract {
  private static ResidualSpec encoder(List<Integer> strides) {
    return new ResidualSpec(
        3,
        4,
        ResidualSpec.Block.BASIC,
        ResidualSpec.Shortcut.STRIDED,
        0,
        List.of(4, 5, 6),
        List.of(2, 1, 3),
        strides);
  }

  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "mirrored decoder with its image",
            3,
            6,
            2,
            1,
            (layers, x) -> {
              MirroredDecoder decoder = new MirroredDecoder(encoder(List.of(1, 2, 2)), 32, 16);
              return decoder.image(layers, decoder.levels(layers, x).getFirst()).variable();
            }));
  }

  @Test
  void levelsHaveTheEncodersWidthsAndExtents() {
    for (List<Integer> strides :
        List.of(List.of(1, 2, 2), List.of(1, 2, 1), List.of(2, 1, 2), List.of(1, 1, 1))) {
      Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
      Features images = new Features(layers.placeholder("images", 3, 64, 32), 3, 64, 32);
      ResidualSpec encoder = encoder(strides);
      List<Features> encoded = encoder.backbone().levels(layers, images);
      MirroredDecoder decoder = new MirroredDecoder(encoder, 64, 32);
      List<Features> decoded = decoder.levels(layers, encoded.getLast());
      assertThat(decoded).hasSize(2);
      for (int level = 0; level < 2; level++) {
        assertThat(decoded.get(level))
            .usingRecursiveComparison()
            .ignoringFields("variable")
            .isEqualTo(encoded.get(level));
      }
      Features image = decoder.image(layers, decoded.getFirst());
      assertThat(image).extracting(Features::channels).isEqualTo(3);
      assertThat(image).extracting(Features::height, Features::width).containsExactly(64, 32);
    }
  }

  @Test
  void refusesImagesThatDoNotHalveEvenly() {
    new MirroredDecoder(encoder(List.of(1, 2, 1)), 56, 40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MirroredDecoder(encoder(List.of(1, 2, 2)), 56, 40))
        .withMessage(
            "the decoder doubles extents, so input.cropHeight and input.cropWidth must be multiples"
                + " of 16 with this backbone, found 56 and 40");
  }
}
