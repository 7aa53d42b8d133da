package dev.facet.bench.serving.fuzz;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/** Good image files of several kinds, which are damaged then. */
final class Seeds {
  private static final List<Integer> KINDS =
      List.of(
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_BYTE_GRAY,
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_BYTE_BINARY,
          BufferedImage.TYPE_USHORT_GRAY);

  /** An EXIF block that says that the picture lies on its side. */
  private static final byte[] TURNED = {
    (byte) 0xFF,
    (byte) 0xE1,
    0,
    34,
    'E',
    'x',
    'i',
    'f',
    0,
    0,
    'M',
    'M',
    0,
    42,
    0,
    0,
    0,
    8,
    0,
    1,
    0x01,
    0x12,
    0,
    3,
    0,
    0,
    0,
    1,
    0,
    6,
    0,
    0,
    0,
    0,
    0,
    0
  };

  private Seeds() {}

  /**
   * JPEG baseline, progressive, grey and turned; PNG of several colour types, interlaced or not.
   */
  static List<byte[]> of(List<byte[]> pictures) throws IOException {
    List<byte[]> seeds = new ArrayList<>();
    for (byte[] picture : pictures) {
      seeds.add(picture);
      seeds.add(turned(picture));
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
      for (int kind : KINDS) {
        seeds.add(written(as(kind, image), "png", kind == BufferedImage.TYPE_BYTE_INDEXED));
      }
      seeds.add(written(as(BufferedImage.TYPE_INT_RGB, image), "jpeg", true));
      seeds.add(written(as(BufferedImage.TYPE_BYTE_GRAY, image), "jpeg", false));
    }
    return seeds;
  }

  private static byte[] turned(byte[] jpeg) {
    byte[] file = new byte[jpeg.length + TURNED.length];
    System.arraycopy(jpeg, 0, file, 0, 2);
    System.arraycopy(TURNED, 0, file, 2, TURNED.length);
    System.arraycopy(jpeg, 2, file, 2 + TURNED.length, jpeg.length - 2);
    return file;
  }

  /** A quarter of the size is damaged as well, and decoded faster. */
  private static BufferedImage as(int kind, BufferedImage image) {
    BufferedImage copy = new BufferedImage(image.getWidth() / 2, image.getHeight() / 2, kind);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(image, 0, 0, copy.getWidth(), copy.getHeight(), null);
    graphics.dispose();
    return copy;
  }

  private static byte[] written(BufferedImage image, String format, boolean progressive)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream output = ImageIO.createImageOutputStream(bytes)) {
      ImageWriteParam how = writer.getDefaultWriteParam();
      how.setProgressiveMode(
          progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
      writer.setOutput(output);
      writer.write(null, new IIOImage(image, null, null), how);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }
}
