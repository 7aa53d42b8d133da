package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A wide network and its form with a copy for each branch, on the same numbers. The layers of copy
 * i are named like those of the wide form with i after the first part of their path.
 */
final class Copies {
  private Copies() {}

  /** Images, random weights and random statistics. */
  static Map<String, INDArray> arrays(Layers layers, InputSpec input, int batch, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put(
        Tensors.IMAGES,
        NetworkCheck.normal(random, 1, batch, 3, input.cropHeight(), input.cropWidth()));
    layers
        .parameters()
        .forEach(
            (name, each) -> arrays.put(name, NetworkCheck.start(each, random, DataType.DOUBLE)));
    layers
        .statistics()
        .forEach(
            each -> {
              arrays.put(each.mean(), NetworkCheck.normal(random, 0.2, each.channels()));
              INDArray spread = NetworkCheck.normal(random, 0.1, each.channels());
              arrays.put(each.variance(), spread.add(1));
            });
    return arrays;
  }

  /** What belongs to each of so many copies of the wide form's arrays. */
  static Map<String, INDArray> parts(Layers copies, int count, Map<String, INDArray> arrays) {
    Map<String, INDArray> parts = new LinkedHashMap<>();
    List<String> names = new ArrayList<>(List.of(Tensors.IMAGES));
    names.addAll(copies.parameters().keySet());
    copies.statistics().forEach(each -> names.addAll(List.of(each.mean(), each.variance())));
    for (String name : names) {
      INDArray whole = arrays.get(name);
      parts.put(name, whole == null ? part(name, count, arrays) : whole);
    }
    return parts;
  }

  private static INDArray part(String name, int count, Map<String, INDArray> arrays) {
    String digits = name.replaceAll("^[a-z]+([0-9]+)\\..*$", "$1");
    INDArray whole = arrays.get(name.replaceFirst(digits + "\\.", "."));
    int axis = whole.rank() > 1 && whole.size(0) == 1 ? 1 : 0;
    long width = whole.size(axis) / count;
    long first = Long.parseLong(digits) * width;
    INDArrayIndex rows = NDArrayIndex.interval(first, first + width);
    return (axis == 0 ? whole.get(rows) : whole.get(NDArrayIndex.all(), rows)).dup('c');
  }

  /** What the graph computes, in the order of the names. */
  static List<INDArray> run(Layers layers, Map<String, INDArray> arrays, List<String> wanted) {
    PlanBuilder builder = new PlanBuilder(layers.graph());
    arrays.forEach(builder::bind);
    wanted.forEach(builder::output);
    try (Plan plan = builder.build()) {
      plan.run();
      return wanted.stream().map(name -> plan.output(name).dup()).toList();
    }
  }
}
