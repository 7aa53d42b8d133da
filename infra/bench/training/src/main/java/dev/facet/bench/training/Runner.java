package dev.facet.bench.training;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The driver's end of a {@link Worker}. */
final class Runner implements AutoCloseable {
  /**
   * What came of a few steps.
   *
   * @param seconds they took
   * @param optimizerSeconds AdamW's part of them
   * @param loss mean over the steps
   * @param peakKilobytes the process's peak resident memory so far
   */
  record Burst(double seconds, double optimizerSeconds, double loss, long peakKilobytes) {}

  private final Process process;
  private final Socket socket;
  private final DataInputStream in;
  private final DataOutputStream out;
  private final String engine;
  private final long parameterCount;

  Runner(String side, Case which, Path folder, Map<String, String> environment, List<String> flags)
      throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(flags);
      command.addAll(
          List.of(
              Worker.class.getName(),
              side,
              which.name(),
              Integer.toString(server.getLocalPort()),
              folder.toString()));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.redirectError(ProcessBuilder.Redirect.INHERIT);
      builder.environment().putAll(environment);
      builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
      process = builder.start();
      socket = accept(server);
    }
    in = new DataInputStream(socket.getInputStream());
    out = new DataOutputStream(socket.getOutputStream());
    engine = in.readUTF();
    parameterCount = in.readLong();
  }

  private Socket accept(ServerSocket server) throws IOException {
    server.setSoTimeout(1000);
    while (process.isAlive()) {
      try {
        return server.accept();
      } catch (SocketTimeoutException e) {
        // it is still getting ready
      }
    }
    throw new IOException("a side ended before it was ready, with status " + process.exitValue());
  }

  String engine() {
    return engine;
  }

  long parameterCount() {
    return parameterCount;
  }

  Burst run(int steps) throws IOException {
    out.writeInt(steps);
    return new Burst(in.readLong() * 1e-9, in.readLong() * 1e-9, in.readDouble(), in.readLong());
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
  }
}
