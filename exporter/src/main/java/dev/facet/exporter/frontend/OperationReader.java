package dev.facet.exporter.frontend;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.BaseOp;
import org.nd4j.linalg.api.ops.BaseReduceOp;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.ScalarOp;
import org.nd4j.linalg.api.ops.impl.summarystats.Variance;

/** Reads an operator's arguments from the four places where ND4J's operator families keep them. */
final class OperationReader {
  /** ND4J's mark for "all axes". */
  private static final long ALL_AXES = Integer.MAX_VALUE;

  private OperationReader() {}

  static Operation read(SameDiffOp node) {
    DifferentialFunction function = node.getOp();
    return new Operation(
        function.opName(),
        Optional.ofNullable(node.getInputsToOp()).orElse(List.of()),
        node.getOutputsOfOp(),
        integers(function),
        reals(function),
        flags(function),
        scalar(function),
        function instanceof BaseReduceOp reduction && reduction.isKeepDims());
  }

  private static List<Long> integers(DifferentialFunction function) {
    return switch (function) {
      case DynamicCustomOp custom -> Arrays.stream(custom.iArgs()).boxed().toList();
      case BaseReduceOp reduction -> axes(reduction.dimensions());
      default -> List.of();
    };
  }

  private static List<Long> axes(INDArray dimensions) {
    if (dimensions == null || dimensions.isEmpty()) {
      return List.of();
    }
    List<Long> axes = Arrays.stream(dimensions.toLongVector()).boxed().toList();
    return axes.equals(List.of(ALL_AXES)) ? List.of() : axes;
  }

  private static List<Double> reals(DifferentialFunction function) {
    return switch (function) {
      case DynamicCustomOp custom -> Arrays.stream(custom.tArgs()).boxed().toList();
      case BaseOp legacy when legacy.extraArgs() != null ->
          Arrays.stream(legacy.extraArgs())
              .filter(Number.class::isInstance)
              .map(argument -> ((Number) argument).doubleValue())
              .toList();
      default -> List.of();
    };
  }

  private static List<Boolean> flags(DifferentialFunction function) {
    return switch (function) {
      case DynamicCustomOp custom ->
          IntStream.range(0, custom.bArgs().length).mapToObj(i -> custom.bArgs()[i]).toList();
      case Variance variance -> List.of(variance.isBiasCorrected());
      default -> List.of();
    };
  }

  private static Optional<Float> scalar(DifferentialFunction function) {
    return function instanceof ScalarOp operator && operator.scalar() != null
        ? Optional.of(operator.scalar().getFloat(0))
        : Optional.empty();
  }
}
