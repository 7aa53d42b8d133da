package dev.facet.trainer.data;

import static java.util.Objects.requireNonNull;

/**
 * A picture of 8-bit red, green and blue: {@code rgb[(y * width + x) * 3 + channel]}, rows from the
 * top, values 0..255 as unsigned bytes. It owns its array: hand it on only to read.
 */
public final class RgbImage {
  /** Bytes of one pixel. */
  public static final int CHANNELS = 3;

  private final int width;
  private final int height;
  private final byte[] rgb;

  /**
   * A picture over that array, which is not copied.
   *
   * @throws IllegalArgumentException if a side is not positive or the array has another length than
   *     {@code width * height * 3}
   */
  public RgbImage(int width, int height, byte[] rgb) {
    requireNonNull(rgb, "rgb is null");
    if (width <= 0 || height <= 0) {
      throw new IllegalArgumentException(
          "width and height must be positive, found %dx%d".formatted(width, height));
    }
    if (rgb.length != (long) width * height * CHANNELS) {
      throw new IllegalArgumentException(
          "%dx%d pixels need %d bytes, found %d"
              .formatted(width, height, (long) width * height * CHANNELS, rgb.length));
    }
    this.width = width;
    this.height = height;
    this.rgb = rgb;
  }

  /** Pixels of a row. */
  public int width() {
    return width;
  }

  /** Rows. */
  public int height() {
    return height;
  }

  /** The bytes themselves, not a copy: read only. */
  public byte[] rgb() {
    return rgb;
  }

  /** The value 0..255 of a pixel's channel (0 red, 1 green, 2 blue). */
  public int value(int x, int y, int channel) {
    return rgb[(y * width + x) * CHANNELS + channel] & 0xff;
  }
}
