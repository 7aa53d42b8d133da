package dev.facet.function.image;

import static java.util.Objects.requireNonNull;

import dev.facet.function.problem.ProblemException;
import java.nio.ByteBuffer;

/**
 * An image file that may be decoded: its structure was read, its size is allowed and nothing is
 * known to be wrong with it. What decoding it costs is known; what it shows is not.
 */
public final class OpenedImage {
  private final ImagePreparer preparer;
  private final EncodedImage image;
  private final Orientation orientation;
  private final String where;

  OpenedImage(ImagePreparer preparer, EncodedImage image, Orientation orientation, String where) {
    this.preparer = requireNonNull(preparer, "preparer is null");
    this.image = requireNonNull(image, "image is null");
    this.orientation = requireNonNull(orientation, "orientation is null");
    this.where = requireNonNull(where, "where is null");
  }

  /** Width times height as the file claims them, at least 1. */
  public long pixels() {
    return image.width() * image.height();
  }

  /**
   * Decodes it and writes it as {@code [H, W, 3]} RGB bytes at the buffer's position.
   *
   * @throws ProblemException when it cannot be decoded; nothing was written then
   */
  public void write(ByteBuffer target) {
    preparer.scaled(image, orientation.swapsAxes(), where).write(orientation, target);
  }
}
