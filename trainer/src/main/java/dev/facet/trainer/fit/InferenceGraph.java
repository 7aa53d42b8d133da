package dev.facet.trainer.fit;

import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.optimize.Numbers;
import dev.facet.trainer.optimize.WeightBlock;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The inference form of a recipe's network and the numbers that belong into it. */
final class InferenceGraph {
  private final Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);

  InferenceGraph(Network network) {
    network.build(layers);
  }

  SameDiff graph() {
    return layers.graph();
  }

  /**
   * The arrays of its parameters and statistics in numbers of the block's layout; what only
   * training needs is left out.
   */
  Map<String, INDArray> arrays(WeightBlock weights, Numbers values) {
    Map<String, INDArray> arrays = new HashMap<>();
    for (WeightBlock.Place place : weights.places()) {
      if (layers.graph().hasVariable(place.name())) {
        arrays.put(place.name(), weights.array(values, place.name()));
      }
    }
    return arrays;
  }

  /** Copies the numbers into the graph and writes it; what stood there is replaced at once. */
  void save(WeightBlock weights, Numbers values, Path file) throws IOException {
    SameDiff graph = layers.graph();
    arrays(weights, values).forEach((name, array) -> graph.getArrForVarName(name).assign(array));
    WholeFile.replace(file, partial -> graph.save(partial.toFile(), false));
  }
}
