package dev.facet.exporter.frontend;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.ElementType;
import dev.facet.exporter.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/** Operators that reduce axes to one number each; without axes they reduce all. */
final class ReductionOperators {
  private ReductionOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("reduce_mean", of("ReduceMean"))
        .add("reduce_sum", of("ReduceSum"))
        .add("reduce_max", of("ReduceMax"))
        .add("reduce_min", of("ReduceMin"))
        .add("reduce_prod", of("ReduceProd"))
        .add("reduce_norm1", of("ReduceL1"))
        .add("reduce_norm2", of("ReduceL2"))
        .add("reduce_sqnorm", of("ReduceSumSquare"))
        .add("reduce_normmax", of("ReduceMax", ReductionOperators::magnitude))
        .add("asum", of("ReduceSum", ReductionOperators::magnitude))
        .add("amean", of("ReduceMean", ReductionOperators::magnitude))
        .add("amax", of("ReduceMax", ReductionOperators::magnitude))
        .add("amin", of("ReduceMin", ReductionOperators::magnitude))
        .add("reduce_logsumexp", ReductionOperators::logSumExp)
        .add("entropy", entropy((steps, sum) -> steps.step("Neg", sum)))
        .add("logentropy", entropy((steps, sum) -> steps.step("Log", steps.step("Neg", sum))))
        .add(
            "shannonentropy",
            entropy((steps, sum) -> steps.step("Mul", sum, steps.number(-1 / Math.log(2)))))
        .add("countNonZero", count(false))
        .add("countZero", count(true))
        .add("zero_fraction", ReductionOperators::shareOfZeros)
        .add("all", logical("ReduceMin"))
        .add("any", logical("ReduceMax"))
        .add("var", (operation, to) -> variance(operation, to, false))
        .add("std", (operation, to) -> variance(operation, to, true));
  }

  private static Translator of(String onnxOperator) {
    return of(onnxOperator, (steps, input) -> input);
  }

  /** A reduction of what is made of the input first. */
  private static Translator of(String onnxOperator, BiFunction<Steps, String, String> preparation) {
    return (operation, to) -> {
      Steps steps = Steps.of(operation, to);
      ElementType type = to.type(operation.output());
      String input = operation.input();
      String typed = to.type(input) == type ? input : steps.cast(input, type);
      steps.result(
          onnxOperator,
          keeping(operation.keepDimensions()),
          inputs(operation, to, preparation.apply(steps, typed)));
    };
  }

  private static String magnitude(Steps steps, String input) {
    return steps.step("Abs", input);
  }

  static UnaryOperator<Node> keeping(boolean keep) {
    return node -> node.with("keepdims", Attribute.of(keep ? 1 : 0));
  }

  /** What a reduction reads: a value and, unless it reduces all, the operation's axes. */
  static String[] inputs(Operation operation, Translation to, String value) {
    long[] axes = axes(operation, to);
    return axes.length == 0
        ? new String[] {value}
        : new String[] {value, Steps.of(operation, to).list("axes", axes)};
  }

  /** Before saving the axes may still be an input; afterwards they are integers. */
  private static long[] axes(Operation operation, Translation to) {
    return operation.integers().isEmpty() && operation.inputs().size() > 1
        ? to.constantIntegers(operation, operation.operand(1))
        : operation.integersFrom(0);
  }

  /** The first real says whether the axes are kept. */
  private static void logSumExp(Operation operation, Translation to) {
    Steps.of(operation, to)
        .result(
            "ReduceLogSumExp",
            keeping(operation.real(0, 0) != 0),
            inputs(operation, to, operation.input()));
  }

  /** The sum of p log p, and what is made of it. */
  private static Translator entropy(BiFunction<Steps, String, String> end) {
    return (operation, to) -> {
      Steps steps = Steps.of(operation, to);
      String input = operation.input();
      String terms = steps.step("Mul", input, steps.step("Log", input));
      String sum =
          steps.step(
              "ReduceSum", keeping(operation.keepDimensions()), inputs(operation, to, terms));
      steps.result("Identity", end.apply(steps, sum));
    };
  }

  private static Translator count(boolean zeros) {
    return (operation, to) -> {
      Steps steps = Steps.of(operation, to);
      String input = operation.input();
      String zero = steps.step("Equal", input, steps.numberLike(input, 0));
      String counted = zeros ? zero : steps.step("Not", zero);
      steps.result(
          "ReduceSum",
          keeping(operation.keepDimensions()),
          inputs(operation, to, steps.cast(counted, ElementType.INT64)));
    };
  }

  /** Of all numbers, the batch's too. */
  private static void shareOfZeros(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String input = operation.input();
    String zero = steps.step("Equal", input, steps.numberLike(input, 0));
    steps.result("ReduceMean", keeping(false), steps.cast(zero, to.type(operation.output())));
  }

  /** Booleans as numbers, reduced, and booleans again. */
  private static Translator logical(String onnxOperator) {
    return (operation, to) -> {
      Steps steps = Steps.of(operation, to);
      String input = operation.input();
      String flags =
          to.type(input) == ElementType.BOOL ? input : steps.cast(input, ElementType.BOOL);
      String numbers = steps.cast(flags, ElementType.INT32);
      String reduced =
          steps.step(
              onnxOperator, keeping(operation.keepDimensions()), inputs(operation, to, numbers));
      steps.result("Cast", Steps.castTo(ElementType.BOOL), reduced);
    };
  }

  /** The flag says that the sum of squares is divided by one less than their number. */
  private static void variance(Operation operation, Translation to, boolean root) {
    Steps steps = Steps.of(operation, to);
    String input = operation.input();
    String mean = steps.step("ReduceMean", inputs(operation, to, input));
    String centred = steps.step("Sub", input, mean);
    String squares =
        steps.step(
            "ReduceMean",
            keeping(operation.keepDimensions()),
            inputs(operation, to, steps.step("Mul", centred, centred)));
    if (operation.flag(0)) {
      double numbers = reduced(operation, to);
      squares = steps.step("Mul", squares, steps.number(numbers / (numbers - 1)));
    }
    steps.result(root ? "Sqrt" : "Identity", squares);
  }

  /** How many numbers become one. */
  private static long reduced(Operation operation, Translation to) {
    int rank = to.rank(operation.input());
    long[] axes = axes(operation, to);
    List<Integer> all = new ArrayList<>();
    IntStream.range(0, axes.length == 0 ? rank : axes.length)
        .forEach(i -> all.add(axes.length == 0 ? i : Math.floorMod(axes[i], rank)));
    return all.stream()
        .mapToLong(axis -> to.size(operation, operation.input(), axis))
        .reduce(1, Math::multiplyExact);
  }
}
