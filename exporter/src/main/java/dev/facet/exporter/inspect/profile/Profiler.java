package dev.facet.exporter.inspect.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.OutlineReader;
import dev.facet.exporter.runtime.ChildJvm;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Profiles models in a process of their own.
 *
 * @param limit how long one model may take
 * @param memory how many bytes it may hold
 */
public record Profiler(Duration limit, long memory) {
  private static final Duration USUAL_LIMIT = Duration.ofMinutes(2);
  private static final long USUAL_MEMORY = 8L << 30;
  private static final List<String> FLAGS = List.of("-Xmx512m");

  /** What came of it. */
  public sealed interface Outcome {
    /** The model ran. */
    record Ran(Profile profile) implements Outcome {}

    /** It did not, and why not, as a part of a sentence. */
    record Failed(String why) implements Outcome {}

    /** It cannot, because it contradicts itself or breaks ONNX Runtime down; why, likewise. */
    record Damaged(String why) implements Outcome {}
  }

  /** Two minutes and 8 GiB. */
  public static Profiler usual() {
    return new Profiler(USUAL_LIMIT, USUAL_MEMORY);
  }

  /**
   * Profiles a model.
   *
   * @param model the file
   * @param outline the same without its numbers
   * @param shapes of all inputs
   * @param calls how many to measure
   */
  public Outcome profile(
      Path model, ModelOutline outline, Map<String, List<Long>> shapes, int calls) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      return profile(folder.path(), model, outline, shapes, calls);
    } catch (IOException e) {
      throw new ExportException(
          "The profile of the model cannot be read: %s.".formatted(e.getMessage()), e);
    }
  }

  private Outcome profile(
      Path folder, Path model, ModelOutline outline, Map<String, List<Long>> shapes, int calls)
      throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.add(folder.toString());
    arguments.add(model.toAbsolutePath().toString());
    arguments.add(Integer.toString(calls));
    shapes.forEach(
        (input, shape) -> {
          arguments.add(input);
          arguments.add(ProfilerMain.argument(shape.stream().mapToLong(each -> each).toArray()));
        });
    ChildJvm.End end =
        new ChildJvm(limit, memory, FLAGS).run(ProfilerMain.class, folder, arguments);
    return switch (end) {
      case ChildJvm.End.Status(int status) when status == 0 -> read(folder, outline);
      case ChildJvm.End.Status(int status) when status == ProfilerMain.REFUSED ->
          new Outcome.Failed(refusal(folder));
      case ChildJvm.End.Status(int status) when status == ProfilerMain.CONTRADICTORY ->
          new Outcome.Damaged(refusal(folder));
      case ChildJvm.End.Status(int status) ->
          new Outcome.Damaged("ONNX Runtime broke down on it with status %d".formatted(status));
      case ChildJvm.End.TooSlow slow ->
          new Outcome.Failed("it was not done after %d seconds".formatted(limit.toSeconds()));
      case ChildJvm.End.TooLarge large ->
          new Outcome.Failed("it took more than %d MiB of memory".formatted(memory >> 20));
    };
  }

  private static Outcome read(Path folder, ModelOutline outline) throws IOException {
    try {
      ProfileEvents plain = new ProfileEvents(folder.resolve(ProfilerMain.PLAIN));
      ProfileEvents optimised = new ProfileEvents(folder.resolve(ProfilerMain.OPTIMISED));
      return new Outcome.Ran(
          new Profile(
              plain.shapes(outline.nodes()),
              optimised.operators(),
              OutlineReader.read(
                  Files.readAllBytes(folder.resolve(ProfilerMain.OPTIMISED_MODEL)),
                  "ONNX Runtime's optimised model"),
              optimised.milliseconds(),
              optimised.calls()));
    } catch (JsonProcessingException e) {
      // the profiler writes names as they stand in the file, whatever they do to its JSON
      return new Outcome.Failed("ONNX Runtime's profile of it cannot be read");
    }
  }

  private static String refusal(Path folder) throws IOException {
    return "ONNX Runtime says: " + Files.readString(folder.resolve(ProfilerMain.REFUSAL)).strip();
  }
}
