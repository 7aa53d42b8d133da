package dev.facet.trainer.block;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A linear map for each of K branches: every output sees the numbers of its own branch only. The
 * weights {@code [O, I]} are spread over the branches and masked, so that one matrix product {@code
 * [N, K * I] x [K * I, O]} serves all branches.
 */
public final class BranchLinear {
  private final String name;
  private final int branches;
  private final List<Integer> owners;

  /**
   * A map.
   *
   * @param name prefix of its parameters
   * @param branches K
   * @param owners the branch that each output belongs to, in 0..K-1
   * @throws IllegalArgumentException if an owner is no branch
   */
  public BranchLinear(String name, int branches, List<Integer> owners) {
    this.name = name;
    this.branches = branches;
    this.owners = List.copyOf(owners);
    for (int owner : owners) {
      if (owner < 0 || owner >= branches) {
        throw new IllegalArgumentException(
            "owners must be in 0..%d, found %d".formatted(branches - 1, owner));
      }
    }
  }

  /** The owners if every branch has the same number of outputs, one branch after another. */
  public static List<Integer> evenly(int branches, int outputs) {
    return IntStream.range(0, branches)
        .boxed()
        .flatMap(branch -> Collections.nCopies(outputs, branch).stream())
        .collect(Collectors.toList());
  }

  /**
   * Adds the map.
   *
   * @param features {@code [N, K * inputs]}, branch after branch
   * @param inputs I, how many numbers a branch has
   * @param start of the weights
   * @return {@code [N, O]}
   */
  public SDVariable build(Layers layers, SDVariable features, int inputs, Start start) {
    int outputs = owners.size();
    SDVariable weight = layers.parameter(name + ".weight", Role.WEIGHT, start, outputs, inputs);
    SDVariable bias =
        layers.parameter(name + ".bias", Role.BIAS, new Start.Constant(0), 1, outputs);
    SDVariable owned =
        layers
            .graph()
            .constant(name + ".owner", Nd4j.create(ownership(inputs)).castTo(layers.type()));
    SDVariable spread =
        branches == 1 ? weight : layers.graph().tile(weight, 1, branches).mul(owned);
    return layers.graph().mmul(features, spread, false, true, false).add(name, bias);
  }

  /** 1 where a number belongs to the output's branch, {@code [O, K * I]}. */
  private float[][] ownership(int inputs) {
    float[][] owned = new float[owners.size()][branches * inputs];
    for (int o = 0; o < owned.length; o++) {
      int branch = owners.get(o);
      Arrays.fill(owned[o], branch * inputs, (branch + 1) * inputs, 1);
    }
    return owned;
  }
}
