package dev.facet.bench.serving.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/** Image files that claim or hold more than a server should take. */
final class HostileFiles {
  private static final int SEED = 3;

  private HostileFiles() {}

  /**
   * A picture of colours that flow, with noise.
   *
   * @param noise grey levels of it; more makes a larger file
   */
  static byte[] picture(int width, int height, String format, int noise) throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(SEED);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int red = x * 190 / width + random.nextInt(noise);
        int green = y * 190 / height + random.nextInt(noise);
        image.setRGB(x, y, red << 16 | green << 8 | random.nextInt(noise));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  /**
   * A PNG of given chunks.
   *
   * @param colour the colour type of its header
   * @param data the content of its IDAT chunk
   * @param before chunks between header and data
   */
  static byte[] png(int width, int height, int colour, byte[] data, byte[]... before) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    file.writeBytes(chunk("IHDR", header.put((byte) 8).put((byte) colour).array()));
    for (byte[] chunk : before) {
      file.writeBytes(chunk);
    }
    file.writeBytes(chunk("IDAT", data));
    file.writeBytes(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  /** A chunk of a PNG with its length and checksum. */
  static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(UTF_8)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  /** Many zeros, deflated. */
  static byte[] zeros(long count) throws IOException {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream output = new DeflaterOutputStream(deflated)) {
      byte[] block = new byte[1 << 20];
      for (long left = count; left > 0; left -= block.length) {
        output.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return deflated.toByteArray();
  }
}
