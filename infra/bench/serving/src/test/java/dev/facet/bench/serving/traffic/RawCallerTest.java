package dev.facet.bench.serving.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class RawCallerTest {
  private static final byte[] BODY = {1, 2, 3};

  @Test
  void anAnswerInChunksIsRead() throws Exception {
    RawCaller.End end =
        sent("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n", "abc");

    assertThat(end).isEqualTo(RawCaller.End.ANSWERED);
  }

  @Test
  void anAnswerThatEndsEarlyIsLost() throws Exception {
    RawCaller.End end = sent("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", "");

    assertThat(end).isEqualTo(RawCaller.End.LOST);
  }

  @Test
  void aRequestWithoutAnyAnswerIsLost() throws Exception {
    assertThat(sent("", "")).isEqualTo(RawCaller.End.LOST);
  }

  @Test
  void whereNobodyListensNothingIsLost() throws IOException {
    int port;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = server.getLocalPort();
    }
    try (RawCaller caller = new RawCaller(URI.create("http://127.0.0.1:" + port), false)) {
      assertThat(caller.send(caller.request("/", BODY))).isEqualTo(RawCaller.End.NOT_CONNECTED);
    }
  }

  /** How a request ends that a server takes, answers with these bytes, and closes. */
  private static RawCaller.End sent(String answer, String expectedBody) throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      URI root = URI.create("http://127.0.0.1:" + server.getLocalPort());
      try (RawCaller caller = new RawCaller(root, false)) {
        byte[] request = caller.request("/", BODY);
        Thread listener = Thread.ofVirtual().start(() -> answer(server, request.length, answer));
        RawCaller.End end = caller.send(request);
        listener.join();
        assertThat(caller.body()).isEqualTo(expectedBody);
        return end;
      }
    }
  }

  private static void answer(ServerSocket server, int length, String answer) {
    try (Socket socket = server.accept()) {
      socket.getInputStream().readNBytes(length);
      socket.getOutputStream().write(answer.getBytes(UTF_8));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
