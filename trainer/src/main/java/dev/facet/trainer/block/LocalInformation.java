package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import dev.facet.trainer.kernel.FacePairs;
import dev.facet.trainer.kernel.RectifiedBias;
import dev.facet.trainer.rule.Rules;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The loss that maximises the mutual information of local features and a global vector, LMIM (BLAN,
 * eq. 5): a discriminator tells at every position whether a feature and the vector T belong to one
 * face ("real") or to two ("fake"), and the loss is its binary cross-entropy, which features and
 * vector lower together with it. The discriminator is the concat-and-convolve one of Deep InfoMax
 * (Hjelm et al. 2019, figure 6): 1x1 convolutions of {@code [map; replicated T]} with two hidden
 * layers.
 *
 * <p>The first of these convolutions is linear, so it is computed as that of the map plus that of
 * T, which is the same and never replicates T. Fake pairs come from rolling the batch by one: T is
 * rolled, being the smaller, which gives the same pairs as rolling the maps the other way. In a
 * batch of one a face meets itself. Only training has this loss.
 *
 * @param name prefix of its parameters
 * @param hidden maps of each hidden layer, at least 1
 */
public record LocalInformation(String name, int hidden) {
  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public LocalInformation {
    Rules.atLeastOne("hidden", hidden);
  }

  /**
   * Adds the loss.
   *
   * @param maps {@code [N, C, H, W]}
   * @param vector T, {@code [N, length]}
   * @return a scalar: the mean over faces and positions for real pairs plus that for fake ones
   */
  public SDVariable build(Layers layers, Features maps, SDVariable vector, int length) {
    SDVariable local = layers.convolution(name + ".local", maps, hidden, 1, 1).variable();
    SDVariable global =
        layers.linear(name + ".global", vector, length, hidden, Start.linear(length));
    Features first =
        new Features(pairs(layers, local, global), hidden, maps.height(), maps.width());
    Features second = rectified(layers, layers.convolution(name + ".hidden", first, hidden, 1, 1));
    Features answers =
        layers.bias(name + ".answer.bias", layers.convolution(name + ".answer", second, 1, 1, 1));
    SDVariable logits = answers.variable().reshape(2, -1);
    SDVariable realAndFake =
        layers
            .graph()
            .constant(
                name + ".targets", Nd4j.create(new float[] {1, 0}, 2, 1).castTo(layers.type()));
    return CrossEntropy.binary(layers, logits, realAndFake).mean(false, 1).sum(false, 0);
  }

  /** The first hidden layer, {@code [2 N, hidden, H, W]}: real pairs and after them fake ones. */
  private SDVariable pairs(Layers layers, SDVariable local, SDVariable global) {
    SameDiff graph = layers.graph();
    if (layers.computesInJava()) {
      return new FacePairs(graph, local, global).outputVariable();
    }
    SDVariable others = graph.slice(global, new int[] {1, 0}, -1, hidden);
    SDVariable rolled = graph.concat(0, others, graph.slice(global, new int[] {0, 0}, 1, hidden));
    SDVariable real = local.add(global.reshape(-1, hidden, 1, 1));
    SDVariable fake = local.add(rolled.reshape(-1, hidden, 1, 1));
    return graph.nn().relu(graph.concat(0, real, fake), 0);
  }

  private Features rectified(Layers layers, Features maps) {
    SDVariable bias =
        layers.parameter(name + ".hidden.bias", Role.BIAS, new Start.Constant(0), 1, hidden, 1, 1);
    return maps.with(
        layers.computesInJava()
            ? new RectifiedBias(layers.graph(), maps.variable(), bias).outputVariable()
            : layers.graph().nn().relu(maps.variable().add(bias), 0));
  }
}
