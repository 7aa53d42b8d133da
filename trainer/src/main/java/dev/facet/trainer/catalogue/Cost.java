package dev.facet.trainer.catalogue;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.plan.GraphShapes;
import dev.facet.trainer.recipe.Recipe;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;

/**
 * What a network costs where it answers: heads that only training needs are left out.
 *
 * @param parameters how many numbers it has learnt
 * @param multiplyAdds products with a sum that it takes for one face, in convolutions and matrix
 *     products; operators by element, pooling and normalisation are not counted
 */
public record Cost(long parameters, long multiplyAdds) {

  /**
   * The cost of a recipe's network. Nothing is computed and no memory is written, whatever its
   * size.
   *
   * @throws IllegalArgumentException if the subjects lack what it learns
   */
  public static Cost of(Recipe recipe, Subjects subjects) {
    Layers layers = Layers.outline(Mode.INFERENCE);
    recipe.network().over(recipe.input(), subjects).build(layers);
    return new Cost(layers.parameterCount(), multiplyAdds(layers));
  }

  private static long multiplyAdds(Layers layers) {
    Map<String, List<Long>> shapes = GraphShapes.of(layers.graph(), 1);
    return layers.graph().getOps().values().stream()
        .mapToLong(operator -> multiplyAdds(operator, shapes))
        .sum();
  }

  private static long multiplyAdds(SameDiffOp operator, Map<String, List<Long>> shapes) {
    List<List<Long>> inputs = operator.getInputsToOp().stream().map(shapes::get).toList();
    List<Long> output = shapes.get(operator.getOutputsOfOp().getFirst());
    return switch (operator.getOp().opName()) {
      // every weight is used once at each position
      case "conv2d", "depthwise_conv2d" -> length(inputs.get(1)) * length(output) / output.get(1);
      case "deconv2d" ->
          length(inputs.get(1)) * length(inputs.getFirst()) / inputs.getFirst().get(1);
      case "matmul" -> length(output) * inner(operator, inputs.getFirst());
      default -> 0;
    };
  }

  /** The extent that a matrix product sums over. */
  private static long inner(SameDiffOp operator, List<Long> left) {
    long[] arguments = ((DynamicCustomOp) operator.getOp()).iArgs();
    boolean transposed = arguments.length > 0 && arguments[0] == 1;
    return left.get(left.size() - (transposed ? 2 : 1));
  }

  private static long length(List<Long> shape) {
    return shape.stream().reduce(1L, (a, b) -> a * b);
  }
}
