package dev.facet.exporter.check;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.onnx.OnnxFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The question to OpenCV. */
final class AskOpenCv {
  private static final String ASKED = "OpenCV";

  private AskOpenCv() {}

  /** Runs a model. */
  static OpenCvFinding ask(
      ReferenceProcess program,
      Path folder,
      Path model,
      Map<String, Tensor> inputs,
      Map<String, Tensor> expected,
      double tolerance) {
    Path weights = model.resolveSibling(OnnxFiles.dataFile(model.getFileName().toString()));
    if (Files.exists(weights)) {
      return new OpenCvFinding.NotChecked(
          "OpenCV reads no weights from a second file, as %s is".formatted(weights.getFileName()));
    }
    Optional<String> foreign = foreign(inputs, expected);
    if (foreign.isPresent()) {
      return new OpenCvFinding.NotChecked(foreign.get());
    }
    JsonNode answer = program.ask(ASKED, folder, request(folder, model, inputs, expected.keySet()));
    return switch (ReferenceVerdict.of(ASKED, answer)) {
      case GOOD -> {
        OpenCvOutputs outputs = OpenCvOutputs.compare(folder, answer, expected, tolerance);
        outputs.require(tolerance);
        long faces = inputs.values().iterator().next().shape()[0];
        yield new OpenCvFinding.Agrees(
            answer.path("version").asText(), outputs.largest(), Math.toIntExact(faces));
      }
      case REFUSED, TOO_NEW ->
          new OpenCvFinding.NotChecked(
              "OpenCV %s cannot run it: %s"
                  .formatted(answer.path("version").asText(), ReferenceVerdict.words(answer)));
      case UNAVAILABLE -> new OpenCvFinding.NotChecked(ReferenceVerdict.unavailable(answer));
    };
  }

  /** OpenCV takes bytes and floats, and gives floats. */
  private static Optional<String> foreign(
      Map<String, Tensor> inputs, Map<String, Tensor> expected) {
    List<String> foreign = new ArrayList<>();
    inputs.forEach(
        (name, tensor) -> {
          if (tensor.type() != ElementType.UINT8 && tensor.type() != ElementType.FLOAT) {
            foreign.add("input %s is %s".formatted(name, tensor.type().label()));
          }
        });
    expected.forEach(
        (name, tensor) -> {
          if (tensor.type() != ElementType.FLOAT) {
            foreign.add("output %s is %s".formatted(name, tensor.type().label()));
          }
        });
    return foreign.isEmpty()
        ? Optional.empty()
        : Optional.of(
            String.join(" and ", foreign) + ", and OpenCV reads bytes and floats and gives floats");
  }

  private static List<String> request(
      Path folder, Path model, Map<String, Tensor> inputs, Collection<String> outputs) {
    List<String> request = new ArrayList<>();
    request.add("run");
    request.addAll(List.of("--model", model.toAbsolutePath().toString()));
    request.addAll(List.of("--to", folder.toString()));
    inputs.forEach(
        (name, tensor) -> {
          Path file = folder.resolve("input" + request.size() + ".raw");
          write(file, tensor);
          request.addAll(
              List.of(
                  "--input",
                  name,
                  tensor.type().label(),
                  ReferenceProcess.shape(tensor.shape()),
                  file.toString()));
        });
    outputs.forEach(output -> request.addAll(List.of("--output", output)));
    return request;
  }

  private static void write(Path file, Tensor tensor) {
    ByteBuffer content = tensor.bytes();
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      while (content.hasRemaining()) {
        channel.write(content);
      }
    } catch (IOException e) {
      throw new ExportException("%s cannot be written: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
