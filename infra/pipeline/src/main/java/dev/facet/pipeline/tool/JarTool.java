package dev.facet.pipeline.tool;

import dev.facet.pipeline.PipelineException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A jar that runs by {@code java -jar} with this program's own Java. */
public final class JarTool implements Tool {
  private final Path jar;
  private final PrintWriter console;

  /**
   * Takes a jar.
   *
   * @param console what the program says goes here too, indented
   * @throws PipelineException if it is not there
   */
  public JarTool(Path jar, PrintWriter console) {
    if (!Files.isRegularFile(jar)) {
      throw new PipelineException(
          "%s is not there: build it with mvn -B -ntp -DskipTests package, or say where it is."
              .formatted(jar));
    }
    this.jar = jar;
    this.console = console;
  }

  @Override
  public void run(List<String> arguments, Path log) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(jar.toString());
    command.addAll(arguments);
    String last = "";
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      Thread end = new Thread(process::destroy);
      Runtime.getRuntime().addShutdownHook(end);
      try (BufferedReader said = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
          PrintWriter kept =
              new PrintWriter(
                  Files.newBufferedWriter(
                      log, StandardOpenOption.CREATE, StandardOpenOption.APPEND))) {
        kept.printf("$ %s%n", String.join(" ", arguments));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          kept.println(line);
          console.println("    " + line);
          console.flush();
          last = line.isBlank() ? last : line;
        }
      }
      int status = process.waitFor();
      Runtime.getRuntime().removeShutdownHook(end);
      if (status != 0) {
        throw new ToolFailure(
            last.isEmpty() ? "%s ended with status %d.".formatted(jar.getFileName(), status) : last,
            status);
      }
    } catch (IOException e) {
      throw new PipelineException("%s cannot be run (%s).".formatted(jar, e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PipelineException("%s was interrupted.".formatted(jar.getFileName()), e);
    }
  }
}
