package dev.facet.trainer.data;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes JPEG (baseline and progressive; colour, grey, CMYK) and PNG (any depth, palette, alpha)
 * to {@link RgbImage}, turned upright by the EXIF orientation. What is transparent lies over white.
 * The bytes decide which format it is, the file's name does not.
 */
public final class ImageFiles {
  /** The most pixels that are decoded: enough for any camera, little enough for any heap. */
  public static final long MOST_PIXELS = 100_000_000;

  /** Named outright: which reader ImageIO finds first depends on what else is on the class path. */
  private static final ImageReaderSpi JPEG = registeredJpeg();

  private ImageFiles() {}

  /**
   * Decodes a file.
   *
   * @throws DataException if the file cannot be read or is not a whole JPEG or PNG
   */
  public static RgbImage decode(Path file) {
    return decode(read(file), file.toString());
  }

  /** An image's bytes as they are. */
  static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataException("The image %s cannot be read: %s.".formatted(file, reason(e)), e);
    }
  }

  /**
   * Decodes the content of a file.
   *
   * @param nameForErrors what the messages call the image
   * @throws DataException if the bytes are not a whole JPEG or PNG
   */
  public static RgbImage decode(byte[] bytes, String nameForErrors) {
    ImageReader reader = reader(bytes, nameForErrors);
    try (ImageInputStream stream =
        new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(stream, true, true);
      requireFewPixels(reader.getWidth(0), reader.getHeight(0), nameForErrors);
      return Orientation.of(bytes).apply(PixelFormat.toRgb(readWhole(reader)));
    } catch (DataException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Damaged files make ImageIO's readers throw nearly anything.
      throw new DataException(
          "The image %s is damaged and cannot be decoded (%s): replace it or remove its row."
              .formatted(nameForErrors, reason(e)),
          e);
    } finally {
      reader.dispose();
    }
  }

  /** A JPEG that ends too early is only warned of, and what is missing is painted grey. */
  private static BufferedImage readWhole(ImageReader reader) throws IOException {
    List<String> warnings = new ArrayList<>();
    reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
    BufferedImage image = reader.read(0);
    for (String warning : warnings) {
      if (warning.contains("premature end") || warning.startsWith("Truncated")) {
        throw new IOException(warning);
      }
    }
    return image;
  }

  private static void requireFewPixels(int width, int height, String name) {
    if ((long) width * height > MOST_PIXELS) {
      throw new DataException(
          "The image %s has %dx%d pixels, but at most %d million are decoded: make it smaller."
              .formatted(name, width, height, MOST_PIXELS / 1_000_000));
    }
  }

  /** The plug-in wraps the platform's reader and finds it when it is registered, so not before. */
  private static ImageReaderSpi registeredJpeg() {
    IIORegistry registry = IIORegistry.getDefaultInstance();
    if (registry.getServiceProviderByClass(JPEGImageReaderSpi.class) == null) {
      registry.registerServiceProvider(new JPEGImageReaderSpi());
    }
    return registry.getServiceProviderByClass(JPEGImageReaderSpi.class);
  }

  private static ImageReader reader(byte[] bytes, String name) {
    try {
      if (startsWith(bytes, 0xff, 0xd8, 0xff)) {
        return JPEG.createReaderInstance(null);
      }
      if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
        return ImageIO.getImageReadersByFormatName("png").next();
      }
    } catch (IOException e) {
      throw new IllegalStateException("a reader could not be made", e);
    }
    throw new DataException(
        "The image %s is neither JPEG nor PNG, it begins with %s: convert it or remove its row."
            .formatted(name, beginning(bytes)));
  }

  private static boolean startsWith(byte[] bytes, int... magic) {
    if (bytes.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((bytes[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  private static String beginning(byte[] bytes) {
    if (bytes.length == 0) {
      return "nothing, the file is empty";
    }
    StringBuilder text = new StringBuilder("the bytes");
    for (int i = 0; i < Math.min(4, bytes.length); i++) {
      text.append(String.format(Locale.ROOT, " %02x", bytes[i] & 0xff));
    }
    return text.toString();
  }

  private static String reason(Exception e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }
}
