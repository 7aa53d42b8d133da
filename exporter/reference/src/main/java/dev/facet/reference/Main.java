package dev.facet.reference;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Objects;

/**
 * Asks ONNX's checker or OpenCV about a model and answers with one line of JSON, the last on
 * standard output; the libraries may print lines before it.
 *
 * <p>Exit status: 0 answered, whatever the answer; 2 wrong usage. Ends as soon as standard input
 * does, so that it does not outlive whoever asked.
 */
public final class Main {
  private static final int WRONG_USAGE = 2;
  private static final int ABANDONED = 137;

  private Main() {}

  /** Runs a command line and ends the process with its exit status. */
  public static void main(String... arguments) throws IOException {
    endWithStandardInput();
    Request request;
    try {
      request = Request.of(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + Request.USAGE);
      System.exit(WRONG_USAGE);
      return;
    }
    System.out.println(answer(request).line());
    System.out.flush();
    System.exit(0);
  }

  private static Answer answer(Request request) throws IOException {
    try {
      return switch (request) {
        case Request.Check check -> OnnxChecker.check(check);
        case Request.Run run -> OpenCv.run(run);
      };
    } catch (LinkageError e) {
      // no native library of this platform: the class that needs it cannot be loaded
      return Answer.of(
          Answer.Verdict.UNAVAILABLE, Objects.requireNonNullElse(e.getMessage(), e.toString()));
    }
  }

  private static void endWithStandardInput() {
    Thread.ofPlatform()
        .daemon()
        .name("end-with-standard-input")
        .start(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // a broken pipe says the same as its end
              }
              Runtime.getRuntime().halt(ABANDONED);
            });
  }
}
