package dev.facet.exporter.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The question to ONNX's checker. */
final class AskChecker {
  private static final String ASKED = "ONNX's checker";

  /** At which shapes are inferred; hardly a size of another axis. */
  private static final long BATCH = 7;

  private AskChecker() {}

  /** Asks about a model. */
  static CheckerFinding ask(ReferenceProcess program, Path folder, Path model, Graph graph) {
    List<String> request = new ArrayList<>();
    request.add("check");
    request.addAll(List.of("--model", model.toAbsolutePath().toString()));
    for (Value input : graph.inputs()) {
      request.addAll(
          List.of("--input", input.name(), ReferenceProcess.shape(input.shapeAt(BATCH))));
    }
    JsonNode answer = program.ask(ASKED, folder, request);
    return switch (ReferenceVerdict.of(ASKED, answer)) {
      case GOOD -> sound(answer, graph);
      case REFUSED ->
          throw new ExportException(
              "ONNX's checker refuses the model: %s. Export it again or report it."
                  .formatted(ReferenceVerdict.words(answer)));
      case TOO_NEW -> new CheckerFinding.NotChecked(ReferenceVerdict.words(answer));
      case UNAVAILABLE -> new CheckerFinding.NotChecked(ReferenceVerdict.unavailable(answer));
    };
  }

  private static CheckerFinding sound(JsonNode answer, Graph graph) {
    InferredShapes shapes = InferredShapes.compare(graph, BATCH, answer.path("values"));
    if (!shapes.problems().isEmpty()) {
      throw new ExportException(
          "ONNX infers other shapes than the model states at a batch of %d: %s. Export it again or report it."
              .formatted(BATCH, String.join("; ", shapes.problems())));
    }
    long values =
        graph.nodes().stream()
            .flatMap(node -> node.outputs().stream())
            .filter(output -> !output.isEmpty())
            .count();
    long foreign = graph.nodes().stream().filter(node -> !node.domain().isEmpty()).count();
    return new CheckerFinding.Sound(
        answer.path("version").asText(), shapes.compared(), values, foreign);
  }
}
