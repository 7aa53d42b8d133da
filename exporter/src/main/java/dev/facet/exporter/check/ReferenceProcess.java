package dev.facet.exporter.check;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.exporter.ExportException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * Starts the program that asks others about a model, and reads its answer. The program is native
 * code for the most part: it may crash or hang, and both end in one sentence here.
 *
 * @param classPath of the program
 * @param main its class
 * @param limit how long it may take
 */
record ReferenceProcess(String classPath, String main, Duration limit) {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_WORDS = 300;

  /**
   * Runs it once.
   *
   * @param asked whom it is to ask, for errors
   * @param folder where it may leave files
   * @param request its arguments
   * @return its answer
   * @throws ExportException if there is none
   */
  JsonNode ask(String asked, Path folder, List<String> request) {
    Path out = folder.resolve("out.txt");
    Path err = folder.resolve("err.txt");
    try {
      int status = run(asked, folder, request, out, err);
      if (status != 0) {
        throw new ExportException(
            "%s crashed on the model (exit status %d%s): report it with the model."
                .formatted(asked, status, lastWords(err)));
      }
      return JSON.readTree(lastLine(out));
    } catch (JsonProcessingException e) {
      throw new ExportException(
          "%s gave an answer that cannot be read ('%s'): build Facet again."
              .formatted(asked, shorten(e.getOriginalMessage())),
          e);
    } catch (IOException e) {
      throw new ExportException("%s cannot be asked: %s.".formatted(asked, e.getMessage()), e);
    }
  }

  private int run(String asked, Path folder, List<String> request, Path out, Path err)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.txt"),
                // JavaCPP would stop at a guess of the machine's memory
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0",
                "-cp",
                classPath,
                main));
    command.addAll(request);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("CLASSPATH");
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new ExportException(
            "%s had no answer after %d s and was stopped: try again when the machine is less busy, or"
                    .formatted(asked, limit.toSeconds())
                + " report it with the model.");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExportException(asked + " was interrupted: run the command again.", e);
    } finally {
      // its files can only be deleted once it is gone
      process.destroyForcibly().onExit().join();
    }
  }

  private static String lastLine(Path file) throws IOException {
    // in the platform's encoding; bytes that are none in it do no harm in a message
    return new String(Files.readAllBytes(file), Charset.defaultCharset())
        .lines()
        // what is indented belongs to a stack trace
        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
        .reduce("", (before, line) -> line);
  }

  private static String lastWords(Path file) throws IOException {
    String line = shorten(lastLine(file));
    return line.isEmpty() ? "" : ", last words '" + line + "'";
  }

  /** A shape as its arguments have it, such as {@code 8x40}. */
  static String shape(long... sizes) {
    return LongStream.of(sizes).mapToObj(Long::toString).collect(joining("x"));
  }

  /** One line of bounded length. */
  static String shorten(String words) {
    String line = words.strip().replaceAll("\\s+", " ");
    return line.length() <= MOST_WORDS ? line : line.substring(0, MOST_WORDS) + "...";
  }
}
