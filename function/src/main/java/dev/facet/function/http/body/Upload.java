package dev.facet.function.http.body;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Arrays;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The body of one request on its way into memory, on the event loop of its connection and up to its
 * limit and its deadline. It ends once: with the bytes, or with a problem.
 */
final class Upload {
  /** How much room a body of unknown length gets at first. */
  private static final int FIRST = 64 * 1024;

  /** How many times the limit is read and thrown away, so that the sender hears the answer. */
  private static final int PATIENCE = 4;

  private final HttpServerRequest request;
  private final Context context;
  private final Admission.Place place;
  private final UploadLimits limits;
  private final Consumer<byte[]> done;
  private final Consumer<ProblemException> failed;
  private final OptionalLong declared;
  private byte[] bytes = {};
  private int filled;
  private long timer = -1;
  private boolean ended;

  /**
   * A body that nobody has begun to read.
   *
   * @param request paused, and read by nobody else
   * @param context that of the request's connection
   * @param done gets the bytes; either this is called or {@code failed}, and once
   */
  Upload(
      HttpServerRequest request,
      Context context,
      Admission.Place place,
      UploadLimits limits,
      Consumer<byte[]> done,
      Consumer<ProblemException> failed) {
    this.request = request;
    this.context = context;
    this.place = place;
    this.limits = limits;
    this.done = done;
    this.failed = failed;
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    this.declared =
        length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length.strip()));
  }

  /** Begins to read it, on the context of its connection. */
  void begin() {
    if (request.isEnded()) {
      finish(); // there is no body, and nothing may be asked of the request any more
      return;
    }
    request.exceptionHandler(broken -> fail(brokenConnection()));
    if (declared.orElse(0) > limits.body()) {
      fail(tooLarge("The body has " + declared.getAsLong() + " bytes, more"));
    } else if (place.reserve(
        declared.orElse(FIRST), () -> context.runOnContext(now -> receive()))) {
      receive();
    } else {
      startTimer(limits.queueDeadline(), this::giveUpWaiting);
    }
  }

  private void giveUpWaiting() {
    if (place.giveUp()) {
      fail(noRoom());
    }
  }

  private void receive() {
    if (ended) {
      return;
    }
    stopTimer();
    bytes = new byte[(int) declared.orElse(FIRST)];
    request.handler(this::take);
    request.endHandler(end -> end());
    if (isAnnounced(request)) {
      request.response().writeContinue();
    }
    finishBeforeTheEnd();
    request.resume();
    if (!ended) {
      startTimer(limits.uploadDeadline(), () -> fail(tooSlow()));
    }
  }

  /** Whether the sender waits for leave to send the body. */
  static boolean isAnnounced(HttpServerRequest request) {
    return "100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT));
  }

  private void take(Buffer chunk) {
    int length = chunk.length();
    if (filled + (long) length > limits.body()) {
      fail(tooLarge("The body has more bytes"));
    } else if (makeRoom(filled + length)) {
      chunk.getBytes(bytes, filled);
      filled += length;
      finishBeforeTheEnd();
    } else {
      fail(noRoom());
    }
  }

  /** Lets the array grow by half as much again when the length was not declared. */
  private boolean makeRoom(int needed) {
    if (needed <= bytes.length) {
      return true;
    }
    int grown = (int) Math.min(limits.body(), Math.max(needed, bytes.length * 3L / 2));
    if (!place.reserveNow(grown - bytes.length)) {
      return false;
    }
    bytes = Arrays.copyOf(bytes, grown);
    return true;
  }

  /**
   * Lets a body pass by that nobody wants, for a while: many senders listen for the answer only
   * after they have sent all.
   */
  static void letPass(HttpServerRequest request, UploadLimits limits) {
    long[] passed = {0};
    request.handler(
        chunk -> {
          passed[0] += chunk.length();
          if (passed[0] > PATIENCE * limits.body()) {
            request.connection().close();
          }
        });
    request.resume();
  }

  /**
   * Whoever handles an HTTP/2 request next may pause it, which Vert.x does not allow after its end;
   * so it is handed on with its last byte. Without a declared length nobody knows which that is.
   */
  private void finishBeforeTheEnd() {
    if (request.version() == HttpVersion.HTTP_2 && declared.orElse(-1) == filled) {
      finish();
    }
  }

  private void end() {
    if (filled < declared.orElse(0)) {
      fail(
          new ProblemException(
              ProblemType.BAD_REQUEST,
              "The body ended after %d of the %d bytes that Content-Length declares; send it again."
                  .formatted(filled, declared.getAsLong())));
    } else {
      finish();
    }
  }

  private void finish() {
    if (!ended) {
      ended = true;
      stopTimer();
      done.accept(filled == bytes.length ? bytes : Arrays.copyOf(bytes, filled));
    }
  }

  private void fail(ProblemException problem) {
    if (!ended) {
      ended = true;
      stopTimer();
      bytes = new byte[0];
      if (!isAnnounced(request)) {
        letPass(request, limits);
      }
      failed.accept(problem);
    }
  }

  private void startTimer(Duration delay, Runnable action) {
    timer = context.owner().setTimer(delay.toMillis(), now -> action.run());
  }

  private void stopTimer() {
    if (timer >= 0) {
      context.owner().cancelTimer(timer);
      timer = -1;
    }
  }

  private ProblemException tooSlow() {
    return new ProblemException(
        ProblemType.UPLOAD_TOO_SLOW,
        "Only %d bytes of the body arrived in %d s, which facet.upload-deadline allows; send it again."
            .formatted(filled, limits.uploadDeadline().toSeconds()));
  }

  private ProblemException tooLarge(String found) {
    return new ProblemException(
        ProblemType.BODY_TOO_LARGE,
        found + " than the " + limits.body() + " allowed; send fewer or smaller images.");
  }

  private static ProblemException noRoom() {
    return new ProblemException(
        ProblemType.OVERLOADED,
        "The bodies of other requests take all the memory (facet.limits.memory); send the request again later.");
  }

  /** Nobody is left to read the answer; it only ends the work quietly. */
  private static ProblemException brokenConnection() {
    return new ProblemException(
        ProblemType.BAD_REQUEST, "The connection broke before the body had arrived.");
  }
}
