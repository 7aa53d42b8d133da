package dev.facet.trainer.graph;

import dev.facet.trainer.kernel.FixedNorm;
import dev.facet.trainer.kernel.FusedNorm;
import dev.facet.trainer.kernel.NativeNorm;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The forms of one batch normalisation with the residual sum and the rectifier that may follow it
 * (Ioffe and Szegedy 2015, algorithms 1 and 2).
 *
 * @param layers what it is added to
 * @param name its path
 * @param input {@code [N, C, H, W]}
 * @param gamma factors, {@code [C]}
 * @param beta offsets, {@code [C]}
 * @param relu whether a rectifier follows
 * @param residual what is added before the rectifier, like the input
 */
record Normalisation(
    Layers layers,
    String name,
    Features input,
    SDVariable gamma,
    SDVariable beta,
    boolean relu,
    Optional<Features> residual) {

  /** Adds the form that the layers are built for. */
  SDVariable build() {
    if (layers.mode() == Mode.INFERENCE) {
      return inference();
    }
    if (layers.isFrozen(name)) {
      return layers.computesInJava() ? fixed() : stockFixed();
    }
    return layers.computesInJava() ? fused() : stock();
  }

  /** By the batch's moments, as one Java operator. */
  private SDVariable fused() {
    SDVariable[] outputs =
        new FusedNorm(graph(), relu, Layers.EPSILON, operands()).outputVariables();
    keep(outputs[1], outputs[2]);
    return outputs[0].rename(name);
  }

  /** By the batch's moments, of ND4J's operators. */
  private SDVariable stock() {
    SDVariable[] moments = graph().math().moments(input.variable(), new int[] {0, 2, 3}, false);
    SDVariable mean = layers.stopped(moments[0]);
    SDVariable variance = layers.stopped(moments[1]);
    keep(mean, graph().math().rsqrt(variance.add(Layers.EPSILON)));
    return finished(
        new NativeNorm(graph(), Layers.EPSILON, input.variable(), mean, variance, gamma, beta)
            .outputVariable());
  }

  /** By the running moments, as one Java operator. */
  private SDVariable fixed() {
    Statistics moments = running();
    SDVariable mean = graph().getVariable(moments.mean());
    SDVariable variance = graph().getVariable(moments.variance());
    return new FixedNorm(graph(), relu, Layers.EPSILON, operands(mean, variance))
        .outputVariable()
        .rename(name);
  }

  /**
   * By the running moments, as a product and a sum: the derivative of ND4J's own operator takes
   * moments for the batch's.
   */
  private SDVariable stockFixed() {
    Statistics moments = running();
    SDVariable variance = graph().getVariable(moments.variance());
    SDVariable factor = graph().math().rsqrt(variance.add(Layers.EPSILON)).mul(gamma);
    SDVariable offset = beta.sub(graph().getVariable(moments.mean()).mul(factor));
    return finished(input.variable().mul(spread(factor)).add(spread(offset)));
  }

  /** By the running moments, as ND4J's own operator: what is saved. */
  private SDVariable inference() {
    Statistics moments = running();
    SDVariable mean = graph().getVariable(moments.mean());
    SDVariable variance = graph().getVariable(moments.variance());
    SDVariable output =
        graph()
            .nn()
            .batchNorm(name, input.variable(), mean, variance, gamma, beta, Layers.EPSILON, 1);
    if (residual.isPresent()) {
      output = output.add(name + ".sum", residual.get().variable());
    }
    return relu ? graph().nn().relu(name + ".relu", output, 0) : output;
  }

  private void keep(SDVariable batchMean, SDVariable batchInverse) {
    layers.keep(
        new Statistics(
            name + ".mean",
            name + ".variance",
            input.channels(),
            input.plane(),
            batchMean.name(),
            batchInverse.name()));
  }

  /**
   * Adds the running moments as constants, which hold 0 and 1 until somebody sets or binds them.
   */
  private Statistics running() {
    int channels = input.channels();
    SDVariable mean = graph().constant(name + ".mean", Nd4j.zeros(layers.type(), channels));
    SDVariable variance = graph().constant(name + ".variance", Nd4j.ones(layers.type(), channels));
    Statistics moments =
        new Statistics(mean.name(), variance.name(), channels, input.plane(), "", "");
    layers.keep(moments);
    return moments;
  }

  private SDVariable spread(SDVariable numbers) {
    return numbers.reshape(1, input.channels(), 1, 1);
  }

  private SDVariable finished(SDVariable normalised) {
    SDVariable sum = residual.map(each -> normalised.add(each.variable())).orElse(normalised);
    return (relu ? graph().nn().relu(sum, 0) : sum).rename(name);
  }

  private SDVariable[] operands(SDVariable... moments) {
    List<SDVariable> operands = new ArrayList<>(List.of(input.variable(), gamma, beta));
    operands.addAll(List.of(moments));
    residual.ifPresent(features -> operands.add(features.variable()));
    return operands.toArray(new SDVariable[0]);
  }

  private SameDiff graph() {
    return layers.graph();
  }
}
