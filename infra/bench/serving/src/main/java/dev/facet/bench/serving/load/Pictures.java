package dev.facet.bench.serving.load;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.trainer.draw.DrawnFaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The JPEG files that are sent: an option group for commands. */
public final class Pictures {
  private static final int COUNT = 400;
  private static final long SEED = 20260101;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "A folder with JPEG files to send; by default 400 faces of 178x218 pixels are drawn.")
  private Optional<Path> data = Optional.empty();

  private List<Path> files = List.of();

  /** The files, at most {@value #COUNT}, in a fixed order; drawn below a folder the first time. */
  public List<Path> files(Path work) {
    if (files.isEmpty()) {
      files = list(data.orElseGet(() -> drawn(work)));
    }
    return files;
  }

  /** The bytes of one of the files. */
  public byte[] bytes(Path work, int index) {
    List<Path> all = files(work);
    return read(all.get(index % all.size()));
  }

  /** A text file that names the files, one a line. */
  public Path index(Path work) {
    try {
      Path index = Files.createDirectories(work).resolve("pictures.txt");
      return Files.write(
          index, files(work).stream().map(file -> file.toAbsolutePath().toString()).toList());
    } catch (IOException e) {
      throw new BenchException("The list of pictures cannot be written to " + work + ".", e);
    }
  }

  /** What is sent, for a report. */
  public String description(Path work) {
    long bytes = files(work).stream().mapToLong(file -> read(file).length).sum();
    return "%d %s, %.1f kB each on average"
        .formatted(
            files.size(),
            data.isPresent() ? "JPEG files of a folder" : "drawn faces, JPEG of 178x218 pixels",
            bytes / 1e3 / files.size());
  }

  private static Path drawn(Path work) {
    Path folder = work.resolve("faces-" + COUNT);
    if (!Files.exists(folder)) {
      Path unfinished = work.resolve("faces-" + ProcessHandle.current().pid());
      DrawnFaces.write(unfinished, COUNT, 178, 218, SEED);
      try {
        Files.move(unfinished, folder);
      } catch (IOException e) {
        throw new BenchException("The drawn faces cannot be moved to " + folder + ".", e);
      }
    }
    return folder;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      List<Path> found =
          all.filter(file -> file.toString().endsWith(".jpg")).sorted().limit(COUNT).toList();
      if (found.isEmpty()) {
        throw new BenchException(
            "%s holds no file that ends in .jpg: name a folder with pictures with --data."
                .formatted(folder));
      }
      return found;
    } catch (IOException e) {
      throw new BenchException("%s cannot be read as a folder of pictures.".formatted(folder), e);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BenchException("The picture %s cannot be read.".formatted(file), e);
    }
  }
}
