import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;

/**
 * Does memory grow under hostile requests? Starts the function on a free port with a heap of 512
 * MB, sends it thousands of bad requests and bursts of large pictures, and prints heap (after a
 * collection) and resident memory as it goes. Stops the function and itself at the end, and fails
 * when a status is not the expected one.
 *
 * <pre>
 * mvn -pl function -DskipTests package
 * java infra/bench/HostileRequests.java [requests, by default 6000]
 * </pre>
 *
 * Needs Linux and a JDK 25.
 */
final class HostileRequests {
  private static final String ATTRIBUTES = "/v1/attributes";
  private static final int CALLERS = 8;
  private static final Path JAR = Path.of("function/target/quarkus-app/quarkus-run.jar");

  /** A request, and the status that it must be answered with. */
  private record Hostile(int status, String type, String path, BodyPublisher body) {}

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Process server;
  private final URI root;

  private HostileRequests(Process server, URI root) {
    this.server = server;
    this.root = root;
  }

  public static void main(String[] arguments) throws Exception {
    int requests = arguments.length == 0 ? 6000 : Integer.parseInt(arguments[0]);
    if (!Files.exists(JAR)) {
      throw new IOException(JAR + " is missing: run mvn -pl function -DskipTests package first.");
    }
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    Process server =
        new ProcessBuilder(
                java, "-Xmx512m", "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port,
                "-jar", JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      new HostileRequests(server, URI.create("http://127.0.0.1:" + port)).run(requests);
    } finally {
      server.destroy();
      if (!server.waitFor(40, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
    }
  }

  private void run(int requests) throws Exception {
    awaitReady();
    Map<String, Hostile> kinds = kinds();
    send(kinds, 400, 1); // what is loaded once
    System.out.println("hostile requests   heap MB   resident MB");
    print(0);
    for (int done = 0; done < requests; done += requests / 4) {
      send(kinds, requests / 4, 2 + done);
      print(done + requests / 4);
    }
    System.out.println("every kind answered as expected: " + kinds.keySet());
    burst("jpeg", 64);
    print(requests);
    burst("png", 1);
    print(requests);
    client.close();
  }

  private void send(Map<String, Hostile> kinds, int count, long seed) throws Exception {
    Random random = new Random(seed);
    List<Map.Entry<String, Hostile>> all = List.copyOf(kinds.entrySet());
    try (ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
      List<Future<?>> answers =
          Stream.generate(() -> all.get(random.nextInt(all.size())))
              .limit(count)
              .<Future<?>>map(
                  kind ->
                      callers.submit(
                          () -> {
                            int status = status(kind.getValue());
                            if (status != kind.getValue().status()) {
                              throw new IllegalStateException(
                                  "%s was answered %d instead of %d (seed %d)"
                                      .formatted(
                                          kind.getKey(), status, kind.getValue().status(), seed));
                            }
                            return status;
                          }))
              .toList();
      for (Future<?> answer : answers) {
        answer.get();
      }
    }
  }

  /** Fifty pictures of 24 megapixels at once; more noise makes larger files. */
  private void burst(String format, int noise) throws Exception {
    Path file = Files.createTempFile("hostile", "." + format);
    try {
      Files.write(file, picture(6000, 4000, format, noise));
      Hostile request =
          new Hostile(200, "image/" + format, ATTRIBUTES, BodyPublishers.ofFile(file));
      Map<Integer, Integer> statuses = new TreeMap<>();
      long start = System.nanoTime();
      try (ExecutorService callers = Executors.newFixedThreadPool(50)) {
        List<Future<Integer>> answers =
            Stream.generate(() -> callers.submit(() -> status(request))).limit(50).toList();
        for (Future<Integer> answer : answers) {
          statuses.merge(answer.get(), 1, Integer::sum);
        }
      }
      System.out.printf(
          "50 pictures of 24 megapixels (%s, %.1f MB each) at once: statuses %s in %.1f s%n",
          format, Files.size(file) / 1e6, statuses, (System.nanoTime() - start) / 1e9);
    } finally {
      Files.delete(file);
    }
  }

  private int status(Hostile request) throws IOException, InterruptedException {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(root.resolve(request.path()))
            .timeout(Duration.ofSeconds(60))
            .POST(request.body());
    if (!request.type().isEmpty()) {
      builder.header("Content-Type", request.type());
    }
    return client.send(builder.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private void awaitReady() throws Exception {
    for (int i = 0; i < 300; i++) {
      try {
        if (get("/q/health/ready").contains("UP")) {
          return;
        }
      } catch (IOException notYet) {
        if (!server.isAlive()) {
          throw new IOException("the function did not start", notYet);
        }
      }
      Thread.sleep(100);
    }
    throw new IOException("the function was not ready in 30 s");
  }

  private String get(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(root.resolve(path)).build();
    return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private void print(int requests) throws Exception {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    new ProcessBuilder(jcmd, "" + server.pid(), "GC.run").start().waitFor();
    double heap =
        get("/q/metrics")
            .lines()
            .filter(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
            .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
            .sum();
    long resident =
        Files.readAllLines(Path.of("/proc/" + server.pid() + "/status")).stream()
            .filter(line -> line.startsWith("VmRSS"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElseThrow();
    System.out.printf("%16d %9.1f %13.1f%n", requests, heap / 1e6, resident / 1e3);
  }

  private static Map<String, Hostile> kinds() throws IOException {
    byte[] jpeg = picture(178, 218, "jpeg", 32);
    byte[] huge = png(30_000, 30_000, 0, zeros(30_000L * 30_001));
    byte[] textBomb =
        png(2, 2, 3, zeros(6), chunk("zTXt", zeros(100_000_000)), chunk("PLTE", new byte[3]));
    byte[] tooMuch = new byte[25 << 20];
    String part = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\nx\r\n";
    Map<String, Hostile> kinds = new LinkedHashMap<>();
    kinds.put("a good picture", raw(200, jpeg));
    kinds.put("a cut-off JPEG", raw(422, Arrays.copyOf(jpeg, jpeg.length / 2)));
    kinds.put("a text", raw(400, "hello".getBytes(UTF_8)));
    kinds.put("nothing", raw(400, new byte[0]));
    kinds.put("30000 x 30000 pixels", raw(413, huge));
    kinds.put("0 x 0 pixels", raw(422, png(0, 0, 0, zeros(1))));
    kinds.put("less data than claimed", raw(422, png(5000, 5000, 0, zeros(99))));
    kinds.put("a bomb in a text chunk", raw(200, textBomb));
    kinds.put("no media type", new Hostile(415, "", ATTRIBUTES, BodyPublishers.ofByteArray(jpeg)));
    kinds.put(
        "a path for a model",
        new Hostile(
            404,
            "image/jpeg",
            ATTRIBUTES + "?model=..%2F..%2Fetc%2Fpasswd",
            BodyPublishers.ofByteArray(jpeg)));
    kinds.put("deep JSON", text(400, "application/json", "{\"images\":" + "[".repeat(1_000_000)));
    kinds.put("no base64", text(400, "application/json", "{\"images\":[\"%%%\"]}"));
    String type = "multipart/form-data; boundary=b";
    kinds.put(
        "a thousand parts", text(413, type, part.formatted("image").repeat(1000) + "--b--\r\n"));
    kinds.put("a wrong part", text(400, type, part.formatted("file") + "--b--\r\n"));
    kinds.put("parts without an end", text(400, type, part.formatted("image") + "--b\r\nCont"));
    kinds.put("a body too large", raw(413, tooMuch));
    kinds.put(
        "a body too large of unknown length",
        new Hostile(
            413,
            "image/jpeg",
            ATTRIBUTES,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooMuch))));
    return kinds;
  }

  private static Hostile raw(int status, byte[] body) {
    return new Hostile(status, "image/jpeg", ATTRIBUTES, BodyPublishers.ofByteArray(body));
  }

  private static Hostile text(int status, String type, String body) {
    return new Hostile(status, type, ATTRIBUTES, BodyPublishers.ofString(body));
  }

  private static byte[] picture(int width, int height, String format, int noise)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(3);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(
            x,
            y,
            (x * 190 / width + random.nextInt(noise)) << 16
                | (y * 190 / height + random.nextInt(noise)) << 8
                | random.nextInt(noise));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, format, bytes);
    return bytes.toByteArray();
  }

  private static byte[] png(int width, int height, int colour, byte[] data, byte[]... before)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    file.write(chunk("IHDR", header.put((byte) 8).put((byte) colour).array()));
    for (byte[] chunk : before) {
      file.write(chunk);
    }
    file.write(chunk("IDAT", data));
    file.write(chunk("IEND", new byte[0]));
    return file.toByteArray();
  }

  private static byte[] chunk(String type, byte[] data) {
    ByteBuffer chunk = ByteBuffer.allocate(12 + data.length);
    chunk.putInt(data.length).put(type.getBytes(UTF_8)).put(data);
    CRC32 checksum = new CRC32();
    checksum.update(chunk.array(), 4, 4 + data.length);
    return chunk.putInt((int) checksum.getValue()).array();
  }

  private static byte[] zeros(long count) throws IOException {
    ByteArrayOutputStream deflated = new ByteArrayOutputStream();
    try (DeflaterOutputStream output = new DeflaterOutputStream(deflated)) {
      byte[] block = new byte[1 << 20];
      for (long left = count; left > 0; left -= block.length) {
        output.write(block, 0, (int) Math.min(left, block.length));
      }
    }
    return deflated.toByteArray();
  }
}
