package dev.facet.bench.serving.traffic;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;

/**
 * A caller who knows how far its request came: a client that tries again by itself would hide what
 * was lost. HTTP/1.1, one request at a time.
 */
public final class RawCaller implements AutoCloseable {
  /** How a request ended. */
  public enum End {
    /** A complete answer came; see {@link RawCaller#status}. */
    ANSWERED,
    /** Nobody listened: another instance would be asked. */
    NOT_CONNECTED,
    /** The server closed a connection that was idle; a client sends such a request again. */
    CLOSED_WHILE_IDLE,
    /** The connection was taken, and closed before the request was sent to its end. */
    CUT_OFF,
    /** The request was sent to its end, and no complete answer came. */
    LOST
  }

  private static final int PATIENCE_MILLIS = 60_000;

  private final URI root;
  private final boolean keepsConnections;
  private Socket socket = new Socket();
  private InputStream in = InputStream.nullInputStream();
  private boolean used;
  private int status;
  private String body = "";

  /**
   * A caller that is not yet connected.
   *
   * @param keepsConnections whether a connection serves for the next request too
   */
  public RawCaller(URI root, boolean keepsConnections) {
    this.root = root;
    this.keepsConnections = keepsConnections;
  }

  /** A request with a JPEG to a path. */
  public byte[] request(String path, byte[] jpeg) {
    byte[] head =
        "POST %s HTTP/1.1\r\nHost: %s:%d\r\nContent-Type: image/jpeg\r\nContent-Length: %d\r\n%s\r\n"
            .formatted(
                path,
                root.getHost(),
                root.getPort(),
                jpeg.length,
                keepsConnections ? "" : "Connection: close\r\n")
            .getBytes(ISO_8859_1);
    byte[] request = new byte[head.length + jpeg.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(jpeg, 0, request, head.length, jpeg.length);
    return request;
  }

  /** Sends a request and reads its answer. */
  public End send(byte[] request) throws IOException {
    if (!used) {
      try {
        connect();
      } catch (IOException e) {
        return End.NOT_CONNECTED;
      }
    }
    try {
      socket.getOutputStream().write(request);
    } catch (IOException e) {
      // a server that refuses early may answer and close before it has read everything
      End end = used ? End.CLOSED_WHILE_IDLE : End.CUT_OFF;
      return answered() ? End.ANSWERED : closed(end);
    }
    boolean reused = used;
    if (!firstByteCame()) {
      return closed(reused ? End.CLOSED_WHILE_IDLE : End.LOST);
    }
    return answered() ? End.ANSWERED : closed(End.LOST);
  }

  /** The status of the last answer. */
  public int status() {
    return status;
  }

  /** The text of the last answer. */
  public String body() {
    return body;
  }

  private void connect() throws IOException {
    socket.close();
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), root.getPort()), PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream());
  }

  private End closed(End end) throws IOException {
    used = false;
    socket.close();
    return end;
  }

  private boolean firstByteCame() {
    try {
      in.mark(1);
      boolean came = in.read() >= 0;
      in.reset();
      return came;
    } catch (IOException e) {
      return false;
    }
  }

  /** Reads a complete answer, if one comes. */
  private boolean answered() throws IOException {
    try {
      String line = line();
      status = Integer.parseInt(line.split(" ", 3)[1]);
      int length = -1;
      boolean chunked = false;
      boolean closes = !keepsConnections;
      for (String header = line(); !header.isEmpty(); header = line()) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
        }
        chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        closes |= lower.startsWith("connection:") && lower.contains("close");
      }
      body = chunked ? chunks() : exactly(Math.max(0, length));
      used = !closes;
      if (closes) {
        socket.close();
      }
      return true;
    } catch (IOException | NumberFormatException | ArrayIndexOutOfBoundsException incomplete) {
      closed(End.LOST);
      return false;
    }
  }

  private String chunks() throws IOException {
    StringBuilder all = new StringBuilder();
    while (true) {
      int length = Integer.parseInt(line().strip(), 16);
      all.append(exactly(length));
      line();
      if (length == 0) {
        return all.toString();
      }
    }
  }

  private String exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new IOException("the answer ended early");
    }
    return new String(bytes, ISO_8859_1);
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new IOException("the answer ended early");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
