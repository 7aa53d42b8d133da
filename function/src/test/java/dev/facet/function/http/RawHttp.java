package dev.facet.function.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/** Sends bytes that no client would send, and reads whatever comes back. */
final class RawHttp {
  private static final int PATIENCE_MILLIS = 10_000;

  private RawHttp() {}

  /** A request with the lines of its head and a body. */
  static byte[] request(byte[] body, String... head) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes((String.join("\r\n", head) + "\r\n\r\n").getBytes(ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  /** Everything that the server says until it closes the connection. */
  static String answer(URI server, byte[] bytes) {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] chunk = new byte[8192];
      try {
        for (int read = socket.getInputStream().read(chunk);
            read >= 0;
            read = socket.getInputStream().read(chunk)) {
          answer.write(chunk, 0, read);
        }
      } catch (SocketTimeoutException e) {
        throw new IllegalStateException("neither closed nor answered: " + answer, e);
      }
      return answer.toString(ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The statuses of the answers, in their order. */
  static List<Integer> statuses(String answers) {
    return Arrays.stream(answers.split("(?=HTTP/1\\.[01] \\d{3})"))
        .filter(answer -> answer.startsWith("HTTP/1."))
        .map(answer -> Integer.parseInt(answer.substring(9, 12)))
        .toList();
  }
}
