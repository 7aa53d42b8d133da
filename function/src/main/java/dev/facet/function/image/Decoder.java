package dev.facet.function.image;

import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Runs an image decoder over a part of a file, without its caches and without its metadata. */
final class Decoder {
  private Decoder() {}

  /**
   * Decodes a region, keeping the middle one of every {@code step} by {@code step} pixels.
   *
   * @throws IOException when the decoder gives up, or had to invent pixels
   */
  static Pixels decode(EncodedImage image, Rectangle region, int step) throws IOException {
    ImageReader reader = image.newReader();
    try (ImageInputStream input = new BytesInput(image.bare())) {
      Damage damage = new Damage();
      reader.addIIOReadWarningListener(damage);
      reader.setInput(input, true, true);
      if (reader.getWidth(0) != image.width() || reader.getHeight(0) != image.height()) {
        throw new IOException("two different sizes");
      }
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceRegion(region);
      param.setSourceSubsampling(
          step, step, middle(region.width, step), middle(region.height, step));
      if (image.isThreeColours()) {
        // the JDK's decoder writes three colours as RGB; any other order costs half as much again
        param.setDestination(Pixels.canvas(kept(region.width, step), kept(region.height, step)));
      }
      BufferedImage decoded = reader.read(0, param);
      damage.check();
      return Pixels.of(decoded);
    } finally {
      reader.dispose();
    }
  }

  /** The first pixel to keep; a region narrower than a step still has one. */
  private static int middle(int size, int step) {
    return Math.min(step / 2, size - 1);
  }

  /** How many of a number of pixels are kept. */
  private static int kept(int size, int step) {
    return Math.ceilDiv(size - middle(size, step), step);
  }

  /** Listens for what decoders only warn of: data that was missing or made no sense. */
  private static final class Damage implements javax.imageio.event.IIOReadWarningListener {
    private String found = "";

    @Override
    public void warningOccurred(ImageReader source, String warning) {
      boolean missing = warning.startsWith("Premature end");
      boolean senseless =
          warning.startsWith("Corrupt JPEG data") && !warning.contains("extraneous");
      if (found.isEmpty() && (missing || senseless)) {
        found = warning;
      }
    }

    void check() throws IOException {
      if (!found.isEmpty()) {
        throw new IOException(found);
      }
    }
  }
}
