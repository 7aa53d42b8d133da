package dev.facet.function.bundle;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Optional;

/**
 * Pixels in the binary form of the portable pixmap ({@code P6}), which needs no decoder: what is
 * compared with a golden image is the network and the runtime, and nothing else.
 */
final class PortablePixmap {
  private PortablePixmap() {}

  /** The pixels {@code [H, W, 3]} RGB of a file; empty if it is not one of that size. */
  static Optional<byte[]> pixels(byte[] file, int height, int width) {
    byte[] header = "P6\n%d %d\n255\n".formatted(width, height).getBytes(US_ASCII);
    boolean fits =
        file.length == header.length + height * width * 3
            && Arrays.mismatch(header, 0, header.length, file, 0, header.length) < 0;
    return fits
        ? Optional.of(Arrays.copyOfRange(file, header.length, file.length))
        : Optional.empty();
  }
}
