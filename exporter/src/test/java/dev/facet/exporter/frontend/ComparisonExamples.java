package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.ANSWERS;
import static dev.facet.exporter.frontend.ExampleList.INDICES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.controlflow.Select;
import org.nd4j.linalg.api.ops.impl.transforms.bool.BooleanNot;
import org.nd4j.linalg.indexing.conditions.Condition;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** Examples of {@link ComparisonOperators}. */
final class ComparisonExamples {
  private ComparisonExamples() {}

  static void addTo(ExampleList list) {
    comparisons(list);
    logic(list);
    choices(list);
  }

  private static void comparisons(ExampleList list) {
    list.add("equals", "", INDICES, s -> s.input().eq(s.input().mul(0).add(2)));
    list.add("not_equals", "", INDICES, s -> s.input().neq(s.input().mul(0).add(2)));
    list.add("greater", "", ROWS, s -> s.input().gt(s.weight(1, s.size(1))));
    list.add("greater", "of integers", INDICES, s -> s.input().gt(s.input().rsub(4)));
    list.add("greater_equal", "", ROWS, s -> s.input().gte(s.weight(1, s.size(1))));
    list.add("less", "", ROWS, s -> s.input().lt(s.weight(1, s.size(1))));
    list.add("less_equal", "", ROWS, s -> s.input().lte(s.weight(1, s.size(1))));
    list.add("equals_scalar", "", INDICES, s -> s.input().eq(2));
    list.add("notequals_scalar", "", INDICES, s -> s.input().neq(2));
    list.onRows("greaterthan_scalar", x -> x.gt(0.1));
    list.onRows("greaterthanorequal_scalar", x -> x.gte(0.1));
    list.onRows("lessthan_scalar", x -> x.lt(0.1));
    list.add("lessthan_scalar", "of integers", INDICES, s -> s.input().lt(3));
    list.onRows("lessthanorequal_scalar", x -> x.lte(0.1));
    list.onRows("isnan", x -> x.getSameDiff().math().isNaN(root(x)));
    list.onRows("isinf", x -> x.getSameDiff().math().isInfinite(endless(x)));
    list.onRows("isfinite", x -> x.getSameDiff().math().isFinite(root(endless(x))));
    condition(list, "equality", Conditions.equals(0));
    condition(list, "near enough", Conditions.epsEquals(0));
    condition(list, "not near enough", Conditions.epsNotEquals(0));
    condition(list, "difference", Conditions.notEquals(0));
    condition(list, "less", Conditions.lessThan(0.2));
    condition(list, "greater", Conditions.greaterThan(0.2));
    condition(list, "less or equal", Conditions.lessThanOrEqual(0));
    condition(list, "greater or equal", Conditions.greaterThanOrEqual(0));
    list.add(
        "match_condition",
        "",
        MAPS,
        s -> s.graph().matchConditionCount(s.input(), Conditions.greaterThan(0.1), true, 1, 2));
  }

  private static SDVariable root(SDVariable x) {
    return x.getSameDiff().math().sqrt(x);
  }

  /** Infinite where a number is negative. */
  private static SDVariable endless(SDVariable x) {
    return x.getSameDiff().math().reciprocal(x.getSameDiff().nn().relu(x, 0));
  }

  private static void condition(ExampleList list, String form, Condition condition) {
    list.add(
        "match_condition_transform",
        form,
        ROWS,
        s -> s.graph().matchCondition(s.graph().nn().relu(s.input(), 0), condition));
  }

  private static void logic(ExampleList list) {
    list.add("bitwise_and", "", INDICES, s -> s.graph().bitwise().and(s.input(), s.input().add(1)));
    list.add("bitwise_or", "", INDICES, s -> s.graph().bitwise().or(s.input(), s.input().add(1)));
    list.add("bitwise_xor", "", INDICES, s -> s.graph().bitwise().xor(s.input(), s.input().add(1)));
    list.add("and", "", ANSWERS, s -> s.graph().math().and(s.input(), not(s.input())));
    list.add("or", "", ANSWERS, s -> s.graph().math().or(s.input(), not(s.input())));
    list.add("xor", "", ANSWERS, s -> s.graph().math().xor(s.input(), s.input()));
    list.add("bool_not", "", ANSWERS, s -> not(s.input()));
  }

  private static SDVariable not(SDVariable answers) {
    return new BooleanNot(answers.getSameDiff(), answers).outputVariable();
  }

  private static void choices(ExampleList list) {
    list.add("cas", "", ROWS, s -> s.graph().replaceWhere(s.input(), 7, Conditions.lessThan(0)));
    list.add(
        "cas",
        "by another tensor",
        ROWS,
        s -> s.graph().replaceWhere(s.input(), s.input().mul(3), Conditions.greaterThan(0.1)));
    list.addUnsaved(
        "car",
        "before it is saved",
        ROWS,
        s -> s.graph().replaceWhere(s.input(), s.input().mul(3), Conditions.greaterThan(0.1)));
    list.add("Where", "", ROWS, s -> s.graph().where(s.input(), s.input().mul(2), s.input().gt(0)));
    list.add(
        "Where",
        "by rows",
        MAPS,
        s ->
            s.graph()
                .where(
                    s.input(),
                    s.input().mul(2),
                    s.input()
                        .get(SDIndex.all(), SDIndex.point(0), SDIndex.point(0), SDIndex.point(0))
                        .gt(0)));
    list.add(
        "select",
        "",
        ROWS,
        s ->
            new Select(s.graph(), new SDVariable[] {s.input().gt(0), s.input(), s.input().mul(2)})
                .outputVariable());
  }
}
