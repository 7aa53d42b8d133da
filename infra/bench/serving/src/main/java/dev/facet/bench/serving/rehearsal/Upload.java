package dev.facet.bench.serving.rehearsal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A picture that comes over a slow link, on a connection of its own. */
final class Upload {
  private static final int PATIENCE_MILLIS = 90_000;

  private Upload() {}

  /**
   * Sends the first half of a picture at once and the rest later.
   *
   * @param seconds between the two
   * @return the status of a complete answer
   * @throws IOException when none came
   */
  static int post(URI call, byte[] jpeg, double seconds) throws IOException, InterruptedException {
    String head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\nConnection: close\r\n\r\n"
            .formatted(call.getPath(), call.getHost(), call.getPort(), jpeg.length);
    try (Socket socket = new Socket()) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.connect(new InetSocketAddress(call.getHost(), call.getPort()), PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      if (seconds > 0) {
        out.write(jpeg, 0, jpeg.length / 2);
        Thread.sleep(Duration.ofNanos((long) (seconds * 1e9)));
        out.write(jpeg, jpeg.length / 2, jpeg.length - jpeg.length / 2);
      } else {
        out.write(jpeg);
      }
      out.flush();
      return status(socket.getInputStream());
    }
  }

  /** The status of an answer that ends with its connection, and is as long as it says. */
  static int status(InputStream in) throws IOException {
    String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    int end = answer.indexOf("\r\n\r\n");
    if (end < 0 || !answer.startsWith("HTTP/1.1 ")) {
      throw new IOException("no complete answer came");
    }
    int body = answer.length() - end - 4;
    int promised =
        answer
            .substring(0, end)
            .lines()
            .filter(line -> line.regionMatches(true, 0, "content-length:", 0, 15))
            .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
            .findFirst()
            .orElse(body);
    if (body < promised) {
      throw new IOException("the answer was cut off");
    }
    return Integer.parseInt(answer.substring(9, 12));
  }
}
