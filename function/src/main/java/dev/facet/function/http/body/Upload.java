package dev.facet.function.http.body;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.OptionalLong;

/** Reads a body into memory, up to its limit and its deadline. */
@Singleton
public class Upload {
  private static final int CHUNK = 64 * 1024;

  /** How much more than the limit is read and thrown away, so that the sender hears the answer. */
  private static final int PATIENCE = 4;

  private final long most;
  private final Duration deadline;

  Upload(FacetConfig config) {
    this.most = config.limits().body().asLongValue();
    this.deadline = config.uploadDeadline();
  }

  /**
   * Reads a body.
   *
   * @param declared its length, when the request has a Content-Length
   * @param announced whether the sender waits for leave to send it (Expect: 100-continue)
   * @throws ProblemException when the body is too large or too slow, when there is no room for it,
   *     or when the connection breaks
   */
  public byte[] read(
      InputStream body, OptionalLong declared, boolean announced, Admission.Place place)
      throws InterruptedException {
    long start = System.nanoTime();
    try {
      if (declared.isPresent() && declared.getAsLong() > most) {
        throw tooLarge("The body has " + declared.getAsLong() + " bytes, more");
      }
      place.reserve(declared.orElse(most));
    } catch (ProblemException unread) {
      if (!announced) {
        discard(body);
      }
      throw unread;
    }
    try {
      return declared.isPresent()
          ? readDeclared(body, (int) declared.getAsLong(), start)
          : readChunked(body, start);
    } catch (IOException e) {
      throw broken();
    }
  }

  private byte[] readDeclared(InputStream body, int length, long start) throws IOException {
    byte[] bytes = new byte[length];
    int filled = 0;
    while (filled < length) {
      int read = body.read(bytes, filled, length - filled);
      if (read < 0) {
        throw new IOException("the body ended after " + filled + " of " + length + " bytes");
      }
      filled += read;
      checkTime(start, filled);
    }
    return bytes;
  }

  private byte[] readChunked(InputStream body, long start) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] chunk = new byte[CHUNK];
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      if (bytes.size() + (long) read > most) {
        discard(body, start);
        throw tooLarge("The body has more bytes");
      }
      bytes.write(chunk, 0, read);
      checkTime(start, bytes.size());
    }
    return bytes.toByteArray();
  }

  /**
   * Lets a body pass by that nobody will use, within the limits of patience: many senders listen
   * for the answer only after they have sent all.
   */
  public void discard(InputStream body) {
    try {
      discard(body, System.nanoTime());
    } catch (IOException e) {
      throw broken();
    }
  }

  private void discard(InputStream body, long start) throws IOException {
    byte[] chunk = new byte[CHUNK];
    long passed = 0;
    for (int read = 0; read >= 0 && passed < PATIENCE * most; read = body.read(chunk)) {
      passed += read;
      checkTime(start, passed);
    }
  }

  private void checkTime(long start, long bytes) {
    if (System.nanoTime() - start > deadline.toNanos()) {
      throw new ProblemException(
          ProblemType.UPLOAD_TOO_SLOW,
          "Only %d bytes of the body arrived in %d s, which facet.upload-deadline allows; send it again."
              .formatted(bytes, deadline.toSeconds()));
    }
  }

  /** Nobody is left to read the answer; it only ends the work quietly. */
  private static ProblemException broken() {
    return new ProblemException(
        ProblemType.BAD_REQUEST, "The connection broke before the body had arrived.");
  }

  private ProblemException tooLarge(String found) {
    return new ProblemException(
        ProblemType.BODY_TOO_LARGE,
        found + " than the " + most + " allowed; send fewer or smaller images.");
  }
}
