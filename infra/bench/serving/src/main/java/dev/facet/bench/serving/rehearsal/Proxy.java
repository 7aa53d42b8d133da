package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Ports;
import dev.facet.bench.serving.process.Program;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A running HAProxy, which is told at run time where replicas are. */
final class Proxy implements AutoCloseable {
  private static final int START_MILLIS = 5000;

  private final ProxyConfiguration configuration;
  private final Path folder;
  private final Child child;

  private Proxy(ProxyConfiguration configuration, Path folder, Child child) {
    this.configuration = configuration;
    this.folder = folder;
    this.child = child;
  }

  /**
   * Starts it.
   *
   * @param activator port of the activator
   * @throws BenchException when it is not installed or does not start
   */
  static Proxy start(int activator, int places, int slots, Path logs) {
    try {
      Path folder = Files.createTempDirectory("rehearsal"); // paths of sockets must be short
      Path socket = folder.resolve("haproxy.sock");
      ProxyConfiguration configuration =
          new ProxyConfiguration(Ports.free(), activator, places, slots, socket);
      Path file = Files.writeString(folder.resolve("haproxy.cfg"), configuration.text());
      List<String> command =
          List.of(Program.HAPROXY.file().toString(), "-db", "-f", file.toString());
      Child child = Child.start("HAProxy", command, Map.of(), logs.resolve("haproxy.log"));
      Proxy proxy = new Proxy(configuration, folder, child);
      proxy.awaitStart();
      return proxy;
    } catch (IOException e) {
      throw new BenchException("HAProxy cannot be configured: %s.".formatted(e.getMessage()), e);
    }
  }

  /** Where requests are sent to. */
  URI root() {
    return URI.create("http://127.0.0.1:" + configuration.port());
  }

  ProxyTable table() {
    return ProxyTable.of(command("show stat"));
  }

  /** Sends requests to a replica from now on. */
  void add(int place, int port) {
    String server = "replicas/" + ProxyConfiguration.place(place);
    command("set server %s addr 127.0.0.1 port %d".formatted(server, port));
    command("set server %s state ready".formatted(server));
  }

  /** Sends no more requests to a replica; those that it has are answered. */
  void drain(int place) {
    command("set server replicas/%s state drain".formatted(ProxyConfiguration.place(place)));
  }

  /** Makes a place free. */
  void clear(int place) {
    command("set server replicas/%s state maint".formatted(ProxyConfiguration.place(place)));
  }

  @Override
  public void close() {
    child.close();
    try {
      Files.deleteIfExists(configuration.socket());
      Files.deleteIfExists(folder.resolve("haproxy.cfg"));
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      System.err.println("The folder " + folder + " could not be removed.");
    }
  }

  private String command(String command) {
    try {
      return send(command);
    } catch (IOException e) {
      throw new BenchException(
          "HAProxy does not take the command '%s': %s.".formatted(command, e.getMessage()), e);
    }
  }

  private String send(String command) throws IOException {
    StringBuilder answer = new StringBuilder();
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(configuration.socket()));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer buffer = ByteBuffer.allocate(1 << 14);
      while (channel.read(buffer) >= 0) {
        buffer.flip();
        answer.append(StandardCharsets.US_ASCII.decode(buffer));
        buffer.clear();
      }
    }
    return answer.toString();
  }

  private void awaitStart() {
    long end = System.nanoTime() + START_MILLIS * 1_000_000L;
    while (child.isAlive() && System.nanoTime() < end) {
      try {
        if (Files.exists(configuration.socket()) && send("show stat").startsWith("# pxname")) {
          return;
        }
        Thread.sleep(10);
      } catch (IOException notYet) {
        // it does not listen yet
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        break;
      }
    }
    String said = Child.lastLines(child.output());
    close();
    throw new BenchException("HAProxy does not start; it said: " + said);
  }
}
