package dev.facet.exporter.frontend;

import static java.util.stream.Collectors.joining;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Dimension;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.graph.GraphEditor;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.graph.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;

/** Translates a SameDiff inference graph, operator by operator, into the compiler's graph. */
public final class FrontEnd {
  private final OperatorTable table;

  /** A front end that knows these operators. */
  public FrontEnd(OperatorTable table) {
    this.table = table;
  }

  /**
   * The part of a SameDiff graph that its outputs need.
   *
   * @param samediff an inference graph; every placeholder's -1 is the batch
   * @param outputs names of the variables to offer, in order
   * @throws ExportException if an output is missing, or listing every operator that has no
   *     translation
   */
  public Graph translate(SameDiff samediff, List<String> outputs) {
    for (String output : outputs) {
      if (!samediff.hasVariable(output)) {
        throw new ExportException(
            "The SameDiff graph has no variable %s to export; it has the outputs %s."
                .formatted(output, samediff.outputs()));
      }
    }
    ReachableOperations reachable = ReachableOperations.of(samediff, outputs);
    requireKnown(reachable.operations());
    Map<String, Tensor> constants = constants(samediff, reachable.constants());
    visit(reachable.operations(), operation -> table.check(operation, constants));
    Map<String, Value> values = ShapeProbe.shapes(samediff, reachable.computed());
    constants.forEach((name, tensor) -> values.put(name, tensor.asValue(name)));
    List<Value> inputs =
        reachable.placeholders().stream()
            .map(name -> placeholder(samediff.getVariable(name)))
            .toList();
    inputs.forEach(input -> values.put(input.name(), input));

    Translation translation = new Translation(values, constants);
    visit(
        reachable.operations(),
        operation ->
            table.translator(operation.operator()).orElseThrow().translate(operation, translation));
    Graph graph =
        new Graph(
            inputs,
            outputs.stream().map(values::get).toList(),
            translation.nodes(),
            translation.constants(),
            values);
    return new GraphEditor(graph).finish();
  }

  private static Map<String, Tensor> constants(SameDiff samediff, List<String> names) {
    Map<String, Tensor> constants = new LinkedHashMap<>();
    for (String name : names) {
      constants.put(name, Nd4jTensors.ofConstant(name, samediff.getVariable(name).getArr()));
    }
    return constants;
  }

  private void requireKnown(List<Operation> operations) {
    List<Operation> unknown =
        operations.stream()
            .filter(operation -> table.translator(operation.operator()).isEmpty())
            .toList();
    if (!unknown.isEmpty()) {
      throw new ExportException(
          "The exporter has no translation for "
              + unknown.stream().map(this::unknown).collect(joining(", "))
              + "; write the network with other operators or add them to the operator table.");
    }
  }

  private String unknown(Operation operation) {
    return table
        .reason(operation.operator())
        .map(
            reason ->
                "%s (%s), which %s".formatted(operation.operator(), operation.output(), reason))
        .orElse("%s (%s)".formatted(operation.operator(), operation.output()));
  }

  /** Does something with every operation and reports all refusals together. */
  private static void visit(List<Operation> operations, Consumer<Operation> visitor) {
    List<String> refusals = new ArrayList<>();
    for (Operation operation : operations) {
      try {
        visitor.accept(operation);
      } catch (UnsupportedOperator e) {
        refusals.add(e.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      throw new ExportException("ONNX cannot express " + String.join("; ", refusals) + ".");
    }
  }

  private static Value placeholder(SDVariable variable) {
    List<Dimension> shape = new ArrayList<>();
    for (long size : variable.placeholderShape()) {
      shape.add(size < 0 ? Dimension.batch() : Dimension.of(size));
    }
    return new Value(variable.name(), ShapeProbe.type(variable.name(), variable.dataType()), shape);
  }
}
