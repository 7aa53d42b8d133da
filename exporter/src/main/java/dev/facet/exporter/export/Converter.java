package dev.facet.exporter.export;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.check.StructureCheck;
import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.frontend.SavedGraph;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.onnx.OnnxModel;
import dev.facet.exporter.onnx.OnnxWriter;
import dev.facet.exporter.pass.Target;
import dev.facet.exporter.quantize.MixedPrecision;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.verify.RandomInputs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.autodiff.samediff.SameDiff;

/** Turns any SameDiff graph into an ONNX file, whoever made it. */
public final class Converter {
  private Converter() {}

  /**
   * What was written.
   *
   * @param graph what the file holds
   * @param opset the version of ONNX's operator set
   * @param difference the largest one between SameDiff and ONNX Runtime, absolute up to 1 and
   *     relative above
   */
  public record Result(Graph graph, int opset, double difference) {}

  /**
   * Converts a graph.
   *
   * @param file as {@code SameDiff.save} writes it
   * @param wanted variables to give; empty for the graph's own outputs
   * @param target what to compile for; CUDA means float16
   * @param onnx where to write; weights beyond 2 GB go into a file beside it
   * @throws ExportException if the graph cannot be read, translated or run, or ONNX Runtime differs
   */
  public static Result convert(Path file, List<String> wanted, Target target, Path onnx) {
    SameDiff samediff = SavedGraph.load(file, wanted);
    List<String> outputs = wanted.isEmpty() ? samediff.outputs() : wanted;
    if (outputs.isEmpty()) {
      throw new ExportException(
          "%s names no outputs: say with --outputs which variables to give.".formatted(file));
    }
    Graph graph =
        target
            .pipeline()
            .apply(new FrontEnd(OperatorTable.standard()).translate(samediff, outputs));
    RandomInputs inputs = RandomInputs.of(samediff, graph, outputs);
    Form form = target == Target.CUDA ? Form.FP16 : Form.MODEL;
    if (target == Target.CUDA) {
      graph =
          new MixedPrecision(
                  each -> difference(inputs, write(each, target, onnx)), form.tolerance())
              .apply(graph)
              .graph();
    }
    StructureCheck.require(graph, "The compiled graph");
    OnnxFiles files = write(graph, target, onnx);
    double difference = difference(inputs, files);
    if (!(difference <= form.tolerance())) {
      throw new ExportException(
          "ONNX Runtime differs from SameDiff by %.3g on random numbers, but at most %.3g is allowed: the graph draws random numbers, is not made for such inputs, or the exporter has a mistake."
              .formatted(difference, form.tolerance()));
    }
    save(files, onnx);
    return new Result(graph, OnnxWriter.opset(graph, target.opset()), difference);
  }

  private static OnnxFiles write(Graph graph, Target target, Path onnx) {
    String name = onnx.getFileName().toString();
    OnnxModel model = new OnnxModel(name, "", target.opset(), graph, new TreeMap<>(Map.of()));
    return OnnxWriter.write(model, OnnxFiles.dataFile(name), OnnxFiles.MOST_BYTES);
  }

  private static double difference(RandomInputs inputs, OnnxFiles files) {
    try (OrtModel model = OrtModel.load(files)) {
      return inputs.difference(model);
    }
  }

  private static void save(OnnxFiles files, Path onnx) {
    try {
      if (!files.apart().isEmpty()) {
        Path data = onnx.resolveSibling(OnnxFiles.dataFile(onnx.getFileName().toString()));
        try (OutputStream to = Files.newOutputStream(data)) {
          files.writeData(to);
        }
      }
      Files.write(onnx, files.model());
    } catch (IOException e) {
      throw new ExportException("%s cannot be written: %s.".formatted(onnx, e), e);
    }
  }
}
