package dev.facet.bench.image;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Draws pictures that compress about as photographs do: shades, edges and some noise. */
final class Drawn {
  private static final long SEED = 5;
  private static final float QUALITY = 0.9f;

  private Drawn() {}

  /** A picture as a JPEG of quality 0.9 with halved colour resolution. */
  static byte[] jpeg(int width, int height) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    param.setCompressionQuality(QUALITY);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream output = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(output);
      writer.write(null, new IIOImage(picture(width, height), null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** A picture as a PNG. */
  static byte[] png(int width, int height) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture(width, height), "png", bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage picture(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(SEED);
    Graphics2D graphics = image.createGraphics();
    graphics.setPaint(new GradientPaint(0, 0, Color.LIGHT_GRAY, width, height, Color.DARK_GRAY));
    graphics.fillRect(0, 0, width, height);
    for (int i = 0; i < 60; i++) {
      graphics.setColor(new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256)));
      graphics.fillOval(
          random.nextInt(width),
          random.nextInt(height),
          1 + random.nextInt(width / 5),
          1 + random.nextInt(height / 5));
    }
    graphics.dispose();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int rgb = image.getRGB(x, y);
        int noise = random.nextInt(9) - 4;
        image.setRGB(
            x,
            y,
            new Color(shifted(rgb >> 16, noise), shifted(rgb >> 8, noise), shifted(rgb, noise))
                .getRGB());
      }
    }
    return image;
  }

  private static int shifted(int sample, int noise) {
    return Math.clamp((sample & 0xFF) + noise, 0, 255);
  }
}
