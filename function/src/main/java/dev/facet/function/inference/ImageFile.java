package dev.facet.function.inference;

import static java.util.Objects.requireNonNull;

import dev.facet.function.problem.ProblemException;
import java.nio.ByteBuffer;

/** One image of a request, or the reason why there is none in its place. */
public sealed interface ImageFile {
  /**
   * The bytes of an image file.
   *
   * @param where how to call it in a sentence, such as "The body" or "images[2]"
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; copying 20 MB would cost too much
  record Sent(String where, byte[] bytes) implements ImageFile {
    /** Checks that nothing is missing. */
    public Sent {
      requireNonNull(where, "where is null");
      requireNonNull(bytes, "bytes is null");
    }
  }

  /**
   * The bytes of an image file, of which the caller wants to see what the model sees.
   *
   * @param seen gets {@code [H, W, 3]} RGB bytes once the image is read; as long as that
   */
  record Shown(Sent sent, ByteBuffer seen) implements ImageFile {
    /** Checks that nothing is missing. */
    public Shown {
      requireNonNull(sent, "sent is null");
      requireNonNull(seen, "seen is null");
    }
  }

  /**
   * Pixels as the model's input has them, which need no decoding.
   *
   * @param pixels {@code [H, W, 3]} RGB bytes from position 0 to the limit
   */
  record Prepared(ByteBuffer pixels) implements ImageFile {
    /** Checks that there are pixels. */
    public Prepared {
      requireNonNull(pixels, "pixels is null");
    }
  }

  /** An image that could not even be taken out of the request. */
  record Unreadable(ProblemException problem) implements ImageFile {
    /** Checks that there is a problem. */
    public Unreadable {
      requireNonNull(problem, "problem is null");
    }
  }
}
