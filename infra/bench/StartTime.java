import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import javax.imageio.ImageIO;

/**
 * How long does the function take from the start of its process to the first answered picture, and
 * how much memory has it then, idle and under the load of 16 callers? Starts the command given, on a
 * free port of the loopback, as often as asked; the last process is then loaded and stopped.
 *
 * <pre>
 * mvn -B -ntp -P start -pl function -DskipTests verify
 * java infra/bench/StartTime.java 15 20 function/target/quarkus-app/facet
 * </pre>
 *
 * The arguments are the number of starts, the seconds of load, and the command. Prints medians;
 * memory is what the kernel calls VmRSS. Needs Linux and a JDK 25.
 */
final class StartTime {
  private static final int CALLERS = 16;
  private static final long PATIENCE_SECONDS = 60;

  private StartTime() {}

  public static void main(String[] arguments) throws Exception {
    int starts = Integer.parseInt(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    List<String> command = List.of(arguments).subList(2, arguments.length);
    byte[] jpeg = picture();
    double[] first = new double[starts];
    double[] work = new double[starts];
    double[] idle = new double[starts];
    for (int i = 0; i < starts; i++) {
      try (Subject subject = Subject.start(command, jpeg)) {
        first[i] = subject.firstAnswerMillis;
        work[i] = subject.processorMillis();
        try (Caller caller = new Caller(subject.port)) {
          for (int again = 0; again < 5; again++) {
            caller.call(jpeg);
          }
        }
        Thread.sleep(2_000);
        idle[i] = subject.residentMib();
        if (i == starts - 1) {
          report(first, work, idle);
          if (seconds > 0) {
            load(subject, jpeg, seconds);
          }
        }
      }
    }
  }

  private static void report(double[] first, double[] work, double[] idle) {
    double[] sorted = first.clone();
    Arrays.sort(sorted);
    System.out.printf(
        "%d starts: first answered picture after %.0f ms (median; %.0f to %.0f), %.0f ms of processors; idle %.0f MiB resident%n",
        first.length,
        median(first),
        sorted[0],
        sorted[sorted.length - 1],
        median(work),
        median(idle));
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Sixteen callers, each with a connection of its own, one picture at a time. */
  private static void load(Subject subject, byte[] jpeg, int seconds) throws Exception {
    AtomicLong answers = new AtomicLong();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    long half = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds) / 2;
    AtomicLong warm = new AtomicLong();
    Thread[] callers = new Thread[CALLERS];
    for (int i = 0; i < CALLERS; i++) {
      callers[i] =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try (Caller caller = new Caller(subject.port)) {
                      while (System.nanoTime() < end) {
                        caller.call(jpeg);
                        answers.incrementAndGet();
                        if (System.nanoTime() > half) {
                          warm.incrementAndGet();
                        }
                      }
                    } catch (IOException e) {
                      throw new UncheckedIOException(e);
                    }
                  });
    }
    double most = 0;
    double workUntilHalf = 0;
    while (System.nanoTime() < end) {
      if (System.nanoTime() < half) {
        workUntilHalf = subject.processorMillis();
      }
      most = Math.max(most, subject.residentMib());
      Thread.sleep(100);
    }
    for (Thread caller : callers) {
      caller.join();
    }
    double work = (subject.processorMillis() - workUntilHalf) / warm.get();
    Thread.sleep(2_000);
    System.out.printf(
        "%d callers for %d s: %d answers, in the second half %.0f a second for %.2f ms of processors each; at most %.0f MiB resident, %.0f after%n",
        CALLERS,
        seconds,
        answers.get(),
        warm.get() / (seconds / 2.0),
        work,
        most,
        subject.residentMib());
  }

  /** A face as a child draws it, as large as those of CelebA. */
  private static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(178, 218, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setPaint(new GradientPaint(0, 0, new Color(60, 80, 120), 178, 218, new Color(190, 200, 180)));
    pen.fillRect(0, 0, 178, 218);
    pen.setColor(new Color(224, 172, 140));
    pen.fillOval(39, 49, 100, 130);
    pen.setColor(Color.DARK_GRAY);
    pen.fillOval(64, 104, 14, 8);
    pen.fillOval(100, 104, 14, 8);
    pen.drawArc(69, 134, 40, 20, 180, 180);
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "jpeg", bytes);
    return bytes.toByteArray();
  }

  /** The process that is measured. */
  private record Subject(Process process, int port, double firstAnswerMillis)
      implements AutoCloseable {
    static Subject start(List<String> command, byte[] jpeg) throws Exception {
      int port;
      try (ServerSocket free = new ServerSocket(0)) {
        port = free.getLocalPort();
      }
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
      builder.environment().put("QUARKUS_HTTP_HOST", "127.0.0.1");
      builder.environment().put("QUARKUS_HTTP_PORT", Integer.toString(port));
      long start = System.nanoTime();
      Process process = builder.start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
      while (true) {
        try (Caller caller = new Caller(port)) {
          caller.call(jpeg);
          return new Subject(process, port, (System.nanoTime() - start) / 1e6);
        } catch (IOException notYet) {
          boolean late = System.nanoTime() - start > TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
          if (!process.isAlive() || late) {
            process.destroy();
            throw new IOException(command + " does not answer", notYet);
          }
          Thread.sleep(Duration.ofMillis(2));
        }
      }
    }

    /** Which says more than the clock where others use the processors too. */
    double processorMillis() {
      return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    double residentMib() throws IOException {
      try (var lines = Files.lines(Path.of("/proc/" + process.pid() + "/status"))) {
        return lines
            .filter(line -> line.startsWith("VmRSS:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow()
            / 1024.0;
      }
    }

    @Override
    public void close() throws InterruptedException {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  /** A connection that is kept open. */
  private static final class Caller implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream answers;

    Caller(int port) throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setTcpNoDelay(true);
      answers = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
    }

    void call(byte[] jpeg) throws IOException {
      String head =
          "POST /v1/attributes HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
              + "Content-Length: " + jpeg.length + "\r\n\r\n";
      byte[] request = Arrays.copyOf(head.getBytes(US_ASCII), head.length() + jpeg.length);
      System.arraycopy(jpeg, 0, request, head.length(), jpeg.length);
      OutputStream output = socket.getOutputStream();
      output.write(request);
      String status = line(answers);
      int length = -1;
      for (String line = line(answers); !line.isEmpty(); line = line(answers)) {
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
      }
      if (length < 0 || !status.startsWith("HTTP/1.1 200 ")) {
        throw new IOException("answered '" + status + "'");
      }
      answers.skipNBytes(length);
    }

    private static String line(InputStream input) throws IOException {
      StringBuilder line = new StringBuilder();
      for (int next = input.read(); next != '\n'; next = input.read()) {
        if (next < 0) {
          throw new IOException("the connection was closed");
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
}
