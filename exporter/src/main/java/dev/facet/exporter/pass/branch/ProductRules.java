package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.branch.Batched.Constants;
import dev.facet.exporter.pass.branch.Batched.Shared;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.Map;
import java.util.Optional;

/** Matrix products. */
final class ProductRules {
  private ProductRules() {}

  static void addTo(Map<String, BranchRule> rules) {
    rules.put("MatMul", ProductRules::product);
    rules.put("Gemm", ProductRules::linear);
  }

  private static Optional<String> product(Site site) {
    return switch (site.inputs().get(1)) {
      case Constants weights when weights.first().rank() == 2 -> byConstant(site, weights);
      case Stacked right when right.shape().size() > 2 ->
          site.stacked()
              .filter(left -> left.shape().size() == right.shape().size())
              .map(left -> site.again(left.name(), right.name()));
      default -> Optional.empty();
    };
  }

  private static Optional<String> byConstant(Site site, Constants weights) {
    long[] extents = weights.first().shape();
    BranchBuilder to = site.to();
    if (site.inputs().getFirst() instanceof Shared shared && shared.shape().size() == 2) {
      String wide = to.constant("weights", columns(weights));
      return Optional.of(to.parted(to.add("MatMul", shared.name(), wide), site.shape()));
    }
    if (site.stacked().isEmpty()) {
      return Optional.empty();
    }
    Stacked left = site.stacked().get();
    Tensor stack = BranchBuilder.join(weights.each(), to.count(), extents[0], extents[1]);
    if (left.shape().size() > 2) {
      return left.shape().size() == 3
          ? Optional.of(site.again(left.name(), to.constant("weights", stack)))
          : Optional.empty();
    }
    if (extents[1] == 1) {
      Tensor rows = BranchBuilder.join(weights.each(), 1, to.count(), extents[0]);
      String products = to.add("Mul", left.name(), to.constant("weights", rows));
      return Optional.of(to.add("ReduceSum", products, to.constant("axes", Tensor.list(2))));
    }
    String single = to.reshape(left.name(), to.count(), 1, extents[0]);
    String product = to.add("MatMul", single, to.constant("weights", stack));
    return Optional.of(to.parted(product, site.shape()));
  }

  /** Matrices {@code [in, out]} side by side, {@code [in, K * out]}. */
  private static Tensor columns(Constants weights) {
    int rows = Math.toIntExact(weights.first().shape()[0]);
    int width = Math.toIntExact(weights.first().shape()[1]);
    int count = weights.each().size();
    float[] all = new float[rows * width * count];
    for (int k = 0; k < count; k++) {
      float[] own = weights.each().get(k).floats();
      for (int row = 0; row < rows; row++) {
        System.arraycopy(own, row * width, all, (row * count + k) * width, width);
      }
    }
    return Tensor.ofFloats(all, rows, (long) width * count);
  }

  /** A plain product and sum, where nothing is scaled and the left side is not transposed. */
  private static Optional<String> linear(Site site) {
    Node node = site.node();
    boolean plain =
        node.real("alpha").orElse(1f) == 1
            && node.real("beta").orElse(1f) == 1
            && node.integer("transA").orElse(0L) == 0;
    if (!plain || !(site.inputs().get(1) instanceof Constants weights)) {
      return Optional.empty();
    }
    Constants upright =
        node.integer("transB").orElse(0L) == 0
            ? weights
            : new Constants(weights.each().stream().map(ProductRules::transposed).toList());
    Optional<String> product = byConstant(site, upright);
    if (product.isEmpty() || site.inputs().size() < 3) {
      return product;
    }
    if (!(site.inputs().get(2) instanceof Constants bias) || bias.first().rank() != 1) {
      return Optional.empty();
    }
    Tensor rows = BranchBuilder.join(bias.each(), 1, site.to().count(), bias.first().shape()[0]);
    return Optional.of(site.to().add("Add", product.get(), site.to().constant("bias", rows)));
  }

  private static Tensor transposed(Tensor matrix) {
    int rows = Math.toIntExact(matrix.shape()[0]);
    int width = Math.toIntExact(matrix.shape()[1]);
    float[] from = matrix.floats();
    float[] to = new float[from.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < width; column++) {
        to[column * rows + row] = from[row * width + column];
      }
    }
    return Tensor.ofFloats(to, width, rows);
  }
}
