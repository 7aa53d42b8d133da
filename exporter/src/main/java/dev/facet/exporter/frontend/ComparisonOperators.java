package dev.facet.exporter.frontend;

import java.util.stream.IntStream;

/** Operators that answer yes or no for each element, and those that choose by such answers. */
final class ComparisonOperators {
  private static final int NEAR = 0;
  private static final int FAR = 1;
  private static final int LESS = 2;
  private static final int GREATER = 3;
  private static final int LESS_OR_EQUAL = 4;
  private static final int GREATER_OR_EQUAL = 5;
  private static final int DIFFERS = 11;

  private ComparisonOperators() {}

  static void addTo(OperatorTable table) {
    table
        .add("equals", comparison("Equal"))
        .add("not_equals", (operation, to) -> different(operation, to, operation.operand(1)))
        .add("greater", comparison("Greater"))
        .add("greater_equal", comparison("GreaterOrEqual"))
        .add("less", comparison("Less"))
        .add("less_equal", comparison("LessOrEqual"))
        .add("equals_scalar", withScalar("Equal"))
        .add(
            "notequals_scalar",
            (operation, to) ->
                different(operation, to, ArithmeticOperators.scalarOf(operation, to)))
        .add("greaterthan_scalar", withScalar("Greater"))
        .add("greaterthanorequal_scalar", withScalar("GreaterOrEqual"))
        .add("lessthan_scalar", withScalar("Less"))
        .add("lessthanorequal_scalar", withScalar("LessOrEqual"))
        .add("bitwise_and", comparison("BitwiseAnd"))
        .add("bitwise_or", comparison("BitwiseOr"))
        .add("bitwise_xor", comparison("BitwiseXor"))
        .add("and", comparison("And"))
        .add("or", comparison("Or"))
        .add("xor", comparison("Xor"))
        .add(
            "bool_not", (operation, to) -> Steps.of(operation, to).result("Not", operation.input()))
        .add("isnan", (operation, to) -> Steps.of(operation, to).result("IsNaN", operation.input()))
        .add("isinf", (operation, to) -> Steps.of(operation, to).result("IsInf", operation.input()))
        .add("isfinite", ComparisonOperators::finite)
        .add("match_condition_transform", ComparisonOperators::matches)
        .add("match_condition", ComparisonOperators::count)
        .add("cas", ComparisonOperators::replace)
        .add("car", ComparisonOperators::replace)
        .add("Where", ComparisonOperators::choose)
        .add("select", ComparisonOperators::choose);
  }

  private static Translator comparison(String onnxOperator) {
    return (operation, to) ->
        Steps.of(operation, to).result(onnxOperator, operation.input(), operation.operand(1));
  }

  private static Translator withScalar(String onnxOperator) {
    return (operation, to) ->
        Steps.of(operation, to)
            .result(onnxOperator, operation.input(), ArithmeticOperators.scalarOf(operation, to));
  }

  private static void different(Operation operation, Translation to, String other) {
    Steps steps = Steps.of(operation, to);
    steps.result("Not", steps.step("Equal", operation.input(), other));
  }

  private static void finite(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String endless = steps.step("IsInf", operation.input());
    String undefined = steps.step("IsNaN", operation.input());
    steps.result("Not", steps.step("Or", endless, undefined));
  }

  /** Reals are the number to compare with, a tolerance and the kind of comparison. */
  private static void matches(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    steps.result("Identity", matching(operation, to, operation.real(1, 0), operation.real(2, -1)));
  }

  /** How many numbers meet the condition of {@link #matches}, along the operation's axes. */
  private static void count(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String matching = matching(operation, to, operation.real(1, 0), operation.real(2, -1));
    steps.result(
        "ReduceSum",
        ReductionOperators.keeping(operation.keepDimensions()),
        ReductionOperators.inputs(
            operation, to, steps.cast(matching, to.type(operation.output()))));
  }

  /**
   * Reals are the number to compare with, what to put where it holds, a tolerance and the kind of
   * comparison; a second input is what to put instead.
   */
  private static void replace(Operation operation, Translation to) {
    Steps steps = Steps.of(operation, to);
    String matching = matching(operation, to, operation.real(2, 0), operation.real(3, -1));
    String replacement =
        operation
            .input(1)
            .orElseGet(() -> steps.numberLike(operation.input(), operation.real(1, 0)));
    steps.result("Where", matching, replacement, operation.input());
  }

  /** Whether a number meets a condition on the first real. */
  private static String matching(
      Operation operation, Translation to, double tolerance, double condition) {
    Steps steps = Steps.of(operation, to);
    String input = operation.input();
    String other = steps.numberLike(input, operation.real(0, 0));
    return switch ((int) condition) {
      case NEAR -> near(steps, input, other, tolerance);
      case FAR -> steps.step("Not", near(steps, input, other, tolerance));
      case LESS -> steps.step("Less", input, other);
      case GREATER -> steps.step("Greater", input, other);
      case LESS_OR_EQUAL -> steps.step("LessOrEqual", input, other);
      case GREATER_OR_EQUAL -> steps.step("GreaterOrEqual", input, other);
      case DIFFERS -> steps.step("Not", steps.step("Equal", input, other));
      default ->
          throw operation.refuse(
              "compares by condition %s, but only equality and order are known"
                  .formatted((int) condition));
    };
  }

  private static String near(Steps steps, String input, String other, double tolerance) {
    String distance = steps.step("Abs", steps.step("Sub", input, other));
    return steps.step("LessOrEqual", distance, steps.numberLike(input, tolerance));
  }

  /** Inputs are answers, what to take for yes and what for no; a list of answers goes by rows. */
  private static void choose(Operation operation, Translation to) {
    if (operation.inputs().size() != 3) {
      throw operation.refuse("gives the places of what holds, whose number is not known before");
    }
    Steps steps = Steps.of(operation, to);
    String answers = operation.input();
    int rank = to.rank(operation.operand(1));
    if (to.rank(answers) == 1 && rank > 1) {
      long[] axes = IntStream.range(1, rank).asLongStream().toArray();
      answers = steps.step("Unsqueeze", answers, steps.list("axes", axes));
    }
    steps.result("Where", answers, operation.operand(1), operation.operand(2));
  }
}
