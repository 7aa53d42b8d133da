package dev.facet.exporter.inspect.profile;

import ai.onnxruntime.OrtException;
import dev.facet.exporter.runtime.ProfiledRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The program that {@link Profiler} starts: profiles one model and leaves what it found. */
final class ProfilerMain {
  static final String PLAIN = "plain.json";
  static final String OPTIMISED = "optimised.json";
  static final String OPTIMISED_MODEL = "optimised.onnx";
  static final String REFUSAL = "refusal.txt";

  static final int REFUSED = 3;
  static final int CONTRADICTORY = 4;

  private static final String BY = "x";
  private static final List<String> CONTRADICTIONS =
      List.of("InferenceError]", "Type Error", "ORT_INVALID_GRAPH", "ORT_INVALID_PROTOBUF");
  private static final List<String> LACKS =
      List.of("No Op registered", "is not a registered function/op", "opset");

  private ProfilerMain() {}

  /**
   * Profiles a model.
   *
   * @param arguments the folder to write to, the model, the number of calls, then name and shape of
   *     every input, such as {@code images 1x109x89x3}
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Map<String, long[]> shapes = new LinkedHashMap<>();
    for (int i = 3; i < arguments.length; i += 2) {
      shapes.put(arguments[i], shape(arguments[i + 1]));
    }
    try {
      ProfiledRun run =
          new ProfiledRun(Path.of(arguments[1]), shapes, Integer.parseInt(arguments[2]));
      Files.move(run.plain(folder), folder.resolve(PLAIN));
      Files.move(run.optimised(folder, folder.resolve(OPTIMISED_MODEL)), folder.resolve(OPTIMISED));
    } catch (OrtException e) {
      Files.writeString(folder.resolve(REFUSAL), e.getMessage());
      System.exit(contradictory(e.getMessage()) ? CONTRADICTORY : REFUSED);
    } catch (ArithmeticException | OutOfMemoryError e) {
      Files.writeString(folder.resolve(REFUSAL), e.getMessage());
      System.exit(REFUSED);
    }
  }

  /**
   * Whether ONNX Runtime says that the model's types or shapes cannot be, and not that it lacks an
   * operator. Its error codes do not tell these apart.
   */
  private static boolean contradictory(String message) {
    return CONTRADICTIONS.stream().anyMatch(message::contains)
        && LACKS.stream().noneMatch(message::contains);
  }

  /** A shape as an argument; a scalar's is empty. */
  static String argument(long... shape) {
    return String.join(BY, Arrays.stream(shape).mapToObj(Long::toString).toList());
  }

  private static long[] shape(String argument) {
    return argument.isEmpty()
        ? new long[0]
        : Arrays.stream(argument.split(BY, -1)).mapToLong(Long::parseLong).toArray();
  }
}
