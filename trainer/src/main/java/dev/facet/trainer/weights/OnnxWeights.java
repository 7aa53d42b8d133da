package dev.facet.trainer.weights;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the weights of an ONNX model: its initialisers, and the constants by which it normalises
 * batches. Only the weights are looked at; the model may have operators that nobody here knows.
 */
public final class OnnxWeights {
  private static final String FOLDED =
      "its batch normalisation is folded into the convolutions, so export it once more with that"
          + " left as it is (in PyTorch: training=torch.onnx.TrainingMode.PRESERVE)";

  private OnnxWeights() {}

  /**
   * The arrays of a model in single precision, half and double precision converted. Names that
   * {@link Naming} knows are Facet's, others are the file's.
   *
   * @throws DataException if the file or one with external data is missing, cut off or no ONNX
   */
  public static NamedArrays read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "%s is not a file: give --init a run or an ONNX model.".formatted(file));
    }
    OnnxGraph graph = new OnnxGraph(file);
    try (InputStream bytes = Files.newInputStream(file)) {
      // at most 2 GiB, which is protobuf's own limit; larger models keep their weights beside it
      graph.readModel(CodedInputStream.newInstance(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new DataException(
          graph.found()
              ? "ONNX model %s is cut off or damaged: fetch or export it again.".formatted(file)
              : noModel(file),
          e);
    } catch (IOException e) {
      throw new DataException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
    if (!graph.found()) {
      throw new DataException(noModel(file));
    }
    Map<String, NamedArrays.Values> arrays = new LinkedHashMap<>();
    graph
        .arrays()
        .forEach((name, values) -> arrays.put(Naming.facet(name, values.shape().size()), values));
    return new NamedArrays(
        file.toString(), arrays, graph.isFolded() ? FOLDED : NamedArrays.SAME_BACKBONE);
  }

  private static String noModel(Path file) {
    return "%s is not an ONNX model: give --init a run or a file that was exported to ONNX."
        .formatted(file);
  }
}
