package dev.facet.function.retention;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.facet.function.fixture.Pictures;
import dev.facet.function.http.Guarded;
import dev.facet.function.http.Logged;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * A picture is gone when it is answered. Another process sends it; then the disk, the log and the
 * heap of this one are searched for every form of it. What is searched for is made of a seed only
 * after everything has been written down. A second picture, kept on purpose in every way, shows
 * that the search would have found the first.
 */
@QuarkusTest
@TestProfile(Guarded.class)
class RetentionTest {
  private static final Logger LOG = Logger.getLogger("dev.facet.test");

  /** Lives as long as this class. */
  private static final List<Object> KEPT = new ArrayList<>();

  @TestHTTPResource("/")
  URI root;

  @TempDir(cleanup = CleanupMode.ALWAYS)
  Path folder;

  @Test
  void nothingOfAPictureStaysOnDiskInTheLogOrInTheHeap() throws Exception {
    long seed = new Random().nextLong();
    long keptSeed = seed + 1;
    System.out.println("seed " + seed);
    Level before = Logger.getLogger("dev.facet").getLevel();
    Logger.getLogger("dev.facet").setLevel(Level.ALL);
    Set<Path> written;
    List<String> lines;
    try (Logged log = new Logged("");
        Logged audit = new Logged("dev.facet.audit"); // which does not go on to the others
        Recording recording = new Recording()) {
      recording.enable("jdk.FileWrite").withThreshold(Duration.ZERO);
      recording.start();
      long start = System.currentTimeMillis();
      send(seed);
      keepOnPurpose(keptSeed);
      recording.stop();
      lines = Stream.concat(log.rest().stream(), audit.rest().stream()).toList();
      written = changedSince(start);
      written.addAll(written(recording));
    } finally {
      Logger.getLogger("dev.facet").setLevel(before);
    }
    Path dump = folder.resolve("heap.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    Traces picture = Traces.of(seed);
    Traces kept = Traces.of(keptSeed);

    assertThat(found(kept, dump)).contains("the file", "the file as base64", "pixels as floats");
    assertThat(found(picture, dump)).as("in the heap").isEmpty();
    assertThat(kept.in(String.join("\n", lines))).contains("the file as base64");
    assertThat(lines).anyMatch(line -> line.contains("hmac-sha256:"));
    assertThat(picture.in(String.join("\n", lines))).as("in the log").isEmpty();
    assertThat(String.join("\n", lines)).doesNotContain("named.png");
    assertThat(found(kept, written)).contains("the file");
    assertThat(found(picture, written)).as("on disk").isEmpty();
  }

  private void send(long seed) throws IOException, InterruptedException {
    Process caller =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-cp",
                Path.of("target", "test-classes").toString(),
                SendNoise.class.getName(),
                root.toString(),
                Guarded.EVERYTHING,
                "" + seed)
            .redirectErrorStream(true)
            .start();
    String statuses = new String(caller.getInputStream().readAllBytes(), UTF_8);
    assertThat(caller.waitFor()).as(statuses).isZero();
    assertThat(statuses).isEqualTo("200 200 200 422 400 415 401 ".repeat(5));
  }

  private void keepOnPurpose(long seed) throws IOException {
    byte[] file = Pictures.png(Noise.picture(seed));
    String text = Base64.getEncoder().encodeToString(file);
    float[] samples = new float[3 * Noise.WIDTH * Noise.HEIGHT];
    for (int i = 0; i < samples.length; i++) {
      int pixel = i / 3;
      int colour = Noise.picture(seed).getRGB(pixel % Noise.WIDTH, pixel / Noise.WIDTH);
      samples[i] = (float) (colour >> (16 - 8 * (i % 3)) & 0xFF);
    }
    KEPT.addAll(Arrays.asList(file, text, samples));
    LOG.fine(text);
    Files.write(folder.resolve("kept.png"), file);
  }

  /** The files that this process has written by Java's own means. */
  private Set<Path> written(Recording recording) throws IOException {
    Path file = folder.resolve("writes.jfr");
    recording.dump(file);
    Set<Path> paths = new HashSet<>();
    for (var event : RecordingFile.readAllEvents(file)) {
      String path = event.getString("path");
      if (event.getEventType().getName().equals("jdk.FileWrite") && path != null) {
        paths.add(Path.of(path));
      }
    }
    Files.delete(file);
    return paths;
  }

  /**
   * The files near the top of the working and the temporary folder that are new, whoever wrote
   * them.
   */
  private static Set<Path> changedSince(long millis) throws IOException {
    Set<Path> changed = new HashSet<>();
    for (String root : List.of("", System.getProperty("java.io.tmpdir"))) {
      Files.walkFileTree(
          Path.of(root),
          EnumSet.noneOf(FileVisitOption.class),
          3,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (attributes.isRegularFile()
                  && attributes.lastModifiedTime().toMillis() >= millis - 1) {
                changed.add(file);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    }
    return changed;
  }

  private static Set<String> found(Traces traces, Set<Path> files) throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files) {
      if (Files.isReadable(file)) {
        found.addAll(found(traces, file));
      }
    }
    return found;
  }

  private static Set<String> found(Traces traces, Path file) throws IOException {
    try (InputStream stream = Files.newInputStream(file)) {
      return traces.in(stream);
    }
  }
}
