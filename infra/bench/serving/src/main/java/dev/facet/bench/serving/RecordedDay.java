package dev.facet.bench.serving;

import dev.facet.bench.serving.capacity.Day;
import dev.facet.bench.serving.process.BenchException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The day whose traffic is taken: an option group for commands. */
final class RecordedDay {
  private static final String SHIPPED = "day-shifts.csv";

  @Option(
      names = "--day",
      paramLabel = "FILE",
      description =
          "Lines of time,count for equal parts of a day; by default a function of the Azure Functions Trace 2019.")
  private Optional<Path> file = Optional.empty();

  Day day() {
    String name = file.map(Path::toString).orElse(SHIPPED);
    try (InputStream stream =
            file.isPresent()
                ? Files.newInputStream(file.orElseThrow())
                : RecordedDay.class.getResourceAsStream(SHIPPED);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return Day.read(name, lines);
    } catch (IOException e) {
      throw new BenchException("The recorded day %s cannot be read.".formatted(name), e);
    }
  }
}
