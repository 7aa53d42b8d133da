package dev.facet.trainer.backbone;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The decoder of a ladder autoencoder (BLAN, section 3.1 and table 1): the mirror of a residual
 * encoder without its last stage, from the encoder's coarsest maps back to the image.
 *
 * <p>An encoder's stage is a block that changes width and resolution, and plain residual blocks.
 * Mirrored, the first is a projection (a 1x1 convolution, normalisation and rectifier) to the width
 * of the finer level, because "the convolutional residual blocks do not perform any resolution
 * reduction"; the plain ones follow, and at last an upsampling by 2, in table 1's order. So a stage
 * of n blocks becomes a projection and n - 1 residual blocks of two 3x3 convolutions. The image
 * comes from the mirror of the stem: upsampling, a convolution with the stem's kernel to three
 * channels, upsampling.
 */
public final class MirroredDecoder {
  /** The path that every layer of the decoder begins with. */
  public static final String PATH = "decoder";

  private static final int IMAGE_CHANNELS = 3;

  private final ResidualSpec encoder;

  /**
   * The mirror of an encoder for images of {@code height x width}.
   *
   * @throws IllegalArgumentException if an extent does not halve evenly down to the last level
   */
  public MirroredDecoder(ResidualSpec encoder, int height, int width) {
    this.encoder = encoder;
    int factor = encoder.reduction();
    if (height % factor != 0 || width % factor != 0) {
      throw new IllegalArgumentException(
          ("the decoder doubles extents, so input.cropHeight and input.cropWidth must be multiples"
                  + " of %d with this backbone, found %d and %d")
              .formatted(factor, height, width));
    }
  }

  /**
   * Adds the decoder's stages.
   *
   * @param coarsest the maps of the encoder's last level
   * @return maps for each level but the coarsest, from the finest, with the encoder's widths and
   *     extents
   */
  public List<Features> levels(Layers layers, Features coarsest) {
    List<Features> decoded = new ArrayList<>();
    Features x = coarsest;
    for (int stage = encoder.widths().size() - 2; stage >= 0; stage--) {
      String name = "%s.stage%d".formatted(PATH, stage + 1);
      int width = encoder.widths().get(stage);
      x = layers.convolution(name + ".project.conv", x, width, 1, 1);
      x = layers.norm(name + ".project.norm", x, true);
      for (int block = 0; block < encoder.blocks().get(stage) - 1; block++) {
        x = block(layers, "%s.%d".formatted(name, block), x);
      }
      if (encoder.strides().get(stage + 1) == 2) {
        x = layers.upsample(name + ".upsample", x);
      }
      decoded.add(x);
    }
    Collections.reverse(decoded);
    return decoded;
  }

  private static Features block(Layers layers, String name, Features x) {
    Features inner = layers.convolution(name + ".conv1", x, x.channels(), 3, 1);
    inner = layers.norm(name + ".norm1", inner, true);
    inner = layers.convolution(name + ".conv2", inner, x.channels(), 3, 1);
    return layers.norm(name + ".norm2", inner, true, Optional.of(x));
  }

  /**
   * Adds the mirror of the stem, which only training needs.
   *
   * @param finest the decoder's maps of the finest level, a quarter of the image's extents, or an
   *     eighth where the first stage strides
   * @return the image, {@code [N, 3, H, W]}, normalised like the input
   */
  public Features image(Layers layers, Features finest) {
    String name = PATH + ".stem";
    Features x = finest;
    if (encoder.strides().getFirst() == 2) {
      x = layers.upsample(name + ".stage", x);
    }
    x = layers.upsample(name + ".pool", x);
    x = layers.convolution(name + ".conv", x, IMAGE_CHANNELS, encoder.stem(), 1);
    return layers.upsample(name + ".image", layers.bias(name + ".bias", x));
  }
}
