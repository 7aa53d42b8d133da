package dev.facet.trainer.data;

import java.nio.ByteBuffer;

/**
 * A picture inside another file.
 *
 * @param name what messages call it
 * @param content its bytes, which nobody changes
 */
public record PictureBytes(String name, ByteBuffer content) implements Picture {
  /** Guards the content against changes through this. */
  public PictureBytes {
    content = content.slice().asReadOnlyBuffer();
  }

  @Override
  public ByteBuffer content() {
    return content.duplicate();
  }

  @Override
  public byte[] bytes() {
    byte[] bytes = new byte[content.remaining()];
    content.duplicate().get(bytes);
    return bytes;
  }
}
