package dev.facet.exporter;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * GAL as the paper draws it: a branch of its own for every attribute, built beside a trained wide
 * form from parts of the same weights.
 */
public final class NaiveGal {
  /** The naive form's answer, beside the wide form's {@code probabilities}. */
  public static final String PROBABILITIES = "naive.probabilities";

  private final SameDiff graph;
  private final int count;

  private NaiveGal(SameDiff graph) {
    this.graph = graph;
    count = Math.toIntExact(array("correlation.head.weight").size(0));
  }

  /** Adds the naive form to the graph of a run of GAL-j. */
  public static void addTo(SameDiff graph) {
    new NaiveGal(graph).build();
  }

  private void build() {
    SDVariable shared = graph.getVariable(inputOf("features.conv.weight"));
    List<SDVariable> nodes = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      nodes.add(graph.expandDims(node(shared, k), 1));
    }
    SDVariable all = graph.concat(1, nodes.toArray(SDVariable[]::new));
    SDVariable affinity = graph.nn().softmax(graph.mmul(all, all, false, true, false), 2);
    SDVariable refined = graph.mmul(affinity, all);
    List<SDVariable> scores = new ArrayList<>();
    SDVariable[] each = graph.split(refined, count, 1);
    for (int k = 0; k < count; k++) {
      SDVariable weights = part("correlation.head.weight", k, -1, 1);
      SDVariable score = graph.reshape(each[k], -1, weights.getArr().size(0)).mmul(weights);
      scores.add(score.add(part("correlation.head.bias", k, 1)));
    }
    graph.nn().sigmoid(PROBABILITIES, graph.concat(1, scores.toArray(SDVariable[]::new)));
  }

  /** One attribute's branch and its projection, {@code [N, D]}. */
  private SDVariable node(SDVariable shared, int k) {
    SDVariable maps = convolution(shared, "features.conv.weight", k, 0);
    SDVariable[] moments = new SDVariable[4];
    String[] roles = {"mean", "variance", "scale", "shift"};
    for (int i = 0; i < roles.length; i++) {
      moments[i] = part("features.norm." + roles[i], k, -1);
    }
    maps = graph.nn().batchNorm(maps, moments[0], moments[1], moments[2], moments[3], 1e-5, 1);
    maps = graph.nn().relu(maps, 0);
    SDVariable inner = convolution(maps.mean(true, 1), "features.pse.squeeze.weight", k, 1);
    inner = graph.nn().relu(inner.add(bias("features.pse.squeeze.bias", k)), 0);
    SDVariable logits = convolution(inner, "features.pse.excite.weight", k, 0);
    SDVariable mask = graph.nn().sigmoid(logits.add(bias("features.pse.excite.bias", k)));
    SDVariable projected = convolution(maps.mul(mask), "correlation.nodes.weight", k, 0);
    projected = projected.add(bias("correlation.nodes.bias", k));
    return graph.reshape(projected, -1, array("correlation.head.weight").size(1));
  }

  private SDVariable convolution(SDVariable maps, String weights, int k, int padding) {
    INDArray own = rows(weights, k); // [out, in, kH, kW]
    SDVariable kernel =
        graph.var("naive" + graph.variables().size(), own.permute(2, 3, 1, 0).dup('c'));
    return graph
        .cnn()
        .conv2d(
            maps,
            kernel,
            Conv2DConfig.builder().kH(own.size(2)).kW(own.size(3)).pH(padding).pW(padding).build());
  }

  /** A branch's numbers of {@code [1, K * C, 1, 1]}. */
  private SDVariable bias(String name, int k) {
    return part(name, k, 1, -1, 1, 1);
  }

  private SDVariable part(String name, int k, long... shape) {
    INDArray whole = array(name).ravel();
    long width = whole.length() / count;
    INDArrayIndex own = NDArrayIndex.interval(k * width, (k + 1) * width);
    return graph.var("naive" + graph.variables().size(), whole.get(own).reshape(shape).dup('c'));
  }

  private INDArray rows(String name, int k) {
    INDArray whole = array(name);
    long width = whole.size(0) / count;
    return whole.get(NDArrayIndex.interval(k * width, (k + 1) * width)).dup('c');
  }

  private INDArray array(String name) {
    return graph.getVariable(name).getArr();
  }

  /** What the operator reads besides these weights. */
  private String inputOf(String weights) {
    for (SameDiffOp operator : graph.getOps().values()) {
      if (operator.getInputsToOp().contains(weights)) {
        return operator.getInputsToOp().getFirst();
      }
    }
    throw new IllegalStateException("nothing reads " + weights);
  }
}
