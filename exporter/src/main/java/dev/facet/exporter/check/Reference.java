package dev.facet.exporter.check;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What others say about a model: ONNX's own checker, and OpenCV as a runtime that shares no code
 * with ONNX Runtime. Both are asked in a process of their own.
 */
public final class Reference {
  /** The system property that names the class path of facet-reference, if it lies elsewhere. */
  public static final String PROPERTY = "facet.reference";

  private static final String MAIN = "dev.facet.reference.Main";
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final Optional<ReferenceProcess> process;
  private final String absence;

  private Reference(Optional<ReferenceProcess> process, String absence) {
    this.process = process;
    this.absence = absence;
  }

  /** The one that was built with Facet, in the folder {@code lib-reference} beside its jar. */
  public static Reference installed() {
    String given = System.getProperty(PROPERTY, "");
    return given.isEmpty() ? beside(home()) : of(new ReferenceProcess(given, MAIN, LIMIT));
  }

  /** The one in a folder's {@code lib-reference}; where that is missing, nobody is asked. */
  static Reference beside(Path folder) {
    Path libraries = folder.resolve("lib-reference");
    return Files.isRegularFile(libraries.resolve("facet-reference.jar"))
        ? of(new ReferenceProcess(libraries + "/*", MAIN, LIMIT))
        : absent("lib-reference is not beside the exporter, build it with mvn package");
  }

  /**
   * One that asks nobody.
   *
   * @param reason why, which its findings repeat
   */
  public static Reference absent(String reason) {
    return new Reference(Optional.empty(), reason);
  }

  /** One that starts a program. */
  static Reference of(ReferenceProcess process) {
    return new Reference(Optional.of(process), "");
  }

  private static Path home() {
    try {
      return Path.of(Reference.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toAbsolutePath()
          .getParent();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("the exporter does not know where its classes lie", e);
    }
  }

  /**
   * Asks ONNX's checker, with everything that it can check.
   *
   * @param model an {@code .onnx} file, perhaps with a second one of its weights beside it
   * @param graph what it holds
   * @throws ExportException if it refuses the model, infers another type or shape than the file
   *     states, crashes, or takes too long
   */
  public CheckerFinding check(Path model, Graph graph) {
    return process
        .map(program -> inFolder(folder -> AskChecker.ask(program, folder, model, graph)))
        .orElseGet(() -> new CheckerFinding.NotChecked(absence));
  }

  /**
   * Runs the model in OpenCV and compares.
   *
   * @param model an {@code .onnx} file, perhaps with a second one of its weights beside it
   * @param inputs by name, their first axis the batch
   * @param expected the outputs that ONNX Runtime gives for them, by name
   * @param tolerance the largest absolute difference allowed
   * @throws ExportException if an output differs by more, or OpenCV crashes or takes too long
   */
  public OpenCvFinding compare(
      Path model, Map<String, Tensor> inputs, Map<String, Tensor> expected, double tolerance) {
    return process
        .map(
            program ->
                inFolder(
                    folder -> AskOpenCv.ask(program, folder, model, inputs, expected, tolerance)))
        .orElseGet(() -> new OpenCvFinding.NotChecked(absence));
  }

  private static <T> T inFolder(Function<Path, T> asker) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return asker.apply(folder.path());
    }
  }
}
