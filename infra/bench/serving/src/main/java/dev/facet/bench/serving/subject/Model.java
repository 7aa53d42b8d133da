package dev.facet.bench.serving.subject;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.bench.serving.process.BenchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The model that all sides run: an option group for commands. */
public final class Model {
  private static final Path SHIPPED = Path.of("function/src/main/resources/bundles");

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      description = "The bundle whose network all sides run; by default the one that ships.")
  private Optional<Path> bundle = Optional.empty();

  @Option(
      names = "--int8",
      description = "All sides run the bundle's model-int8.onnx instead of its model.onnx.")
  private boolean quantized;

  /** What the function must be told in order to serve it. */
  public List<String> flags() {
    return Stream.concat(
            bundle.map(folder -> "-Dfacet.bundles=" + folder).stream(),
            quantized ? Stream.of("-Dfacet.precision=int8") : Stream.of())
        .toList();
  }

  /** The folder of the bundle. */
  public Path folder() {
    return bundle.orElseGet(Model::shipped);
  }

  /** The network that all sides run. */
  public Path file() {
    Path file = folder().resolve(quantized ? "model-int8.onnx" : "model.onnx");
    if (!Files.exists(file)) {
      throw new BenchException("%s is missing: name a bundle with --bundle.".formatted(file));
    }
    return file;
  }

  /** The bundle's name, its version and the file, as reports call it. */
  public String describe() {
    Path folder = folder().toAbsolutePath();
    return "%s/%s/%s"
        .formatted(folder.getParent().getFileName(), folder.getFileName(), file().getFileName());
  }

  /** Pixels of a row of its input. */
  public int width() {
    return input(2);
  }

  /** Rows of its input. */
  public int height() {
    return input(1);
  }

  private int input(int axis) {
    Path manifest = folder().resolve("manifest.json");
    try {
      return new ObjectMapper()
          .readTree(manifest.toFile())
          .at("/inputs/0/shape/" + axis)
          .intValue();
    } catch (IOException e) {
      throw new BenchException("%s cannot be read.".formatted(manifest), e);
    }
  }

  private static Path shipped() {
    try {
      return SHIPPED.resolve(Files.readString(SHIPPED.resolve("default")).strip());
    } catch (IOException e) {
      throw new BenchException(
          "The model that ships is not at %s: run this in the folder of the repository, or name a bundle with --bundle."
              .formatted(SHIPPED),
          e);
    }
  }
}
