package dev.facet.function.image;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * The bytes of a file for an image decoder, let go of when it is closed. Streams of this kind have
 * a finalizer, which keeps them until after the next collection; they must not keep the image too.
 */
final class BytesInput extends ImageInputStreamImpl {
  private static final byte[] NOTHING = {};

  private byte[] bytes;

  BytesInput(byte[] bytes) {
    this.bytes = requireNonNull(bytes, "bytes is null");
  }

  @Override
  public int read() {
    bitOffset = 0;
    return streamPos < bytes.length ? bytes[(int) streamPos++] & 0xFF : -1;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    bitOffset = 0;
    if (length == 0) {
      return 0;
    }
    if (streamPos >= bytes.length) {
      return -1;
    }
    int read = (int) Math.min(length, bytes.length - streamPos);
    System.arraycopy(bytes, (int) streamPos, target, offset, read);
    streamPos += read;
    return read;
  }

  @Override
  public long length() {
    return bytes.length;
  }

  @Override
  public void close() throws IOException {
    bytes = NOTHING;
    super.close();
  }
}
