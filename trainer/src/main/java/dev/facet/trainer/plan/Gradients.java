package dev.facet.trainer.plan;

import dev.facet.trainer.kernel.JavaOperator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.nd4j.autodiff.functions.DifferentialFunction;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Reverse-mode differentiation inside one graph: the operators that compute the gradients are added
 * to the graph that they differentiate. Each operator's derivative is its own {@code doDiff}, as
 * SameDiff uses it; unlike {@code SameDiff.createGradFunction} nothing is copied, so operators
 * written in Java can take part.
 */
public final class Gradients {
  private final SameDiff graph;
  private final Map<String, SDVariable> known = new HashMap<>();

  private Gradients(SameDiff graph) {
    this.graph = graph;
  }

  /**
   * Adds the gradient of a scalar with respect to some variables.
   *
   * @param loss name of the scalar
   * @param variables names of what to differentiate by, each a part of the loss
   * @return the name of the gradient for each variable, in the order given
   * @throws IllegalArgumentException if the loss does not depend on one of the variables
   */
  public static Map<String, String> of(SameDiff graph, String loss, Collection<String> variables) {
    return new Gradients(graph).differentiate(loss, variables);
  }

  private Map<String, String> differentiate(String loss, Collection<String> variables) {
    List<SameDiffOp> operators = new ArrayList<>(graph.getOps().values());
    Set<String> moving = dependents(operators, variables);
    SDVariable start = graph.getVariable(loss);
    known.put(loss, graph.constant(Nd4j.scalar(start.dataType(), 1.0)));
    for (SameDiffOp operator : operators.reversed()) {
      boolean reached = operator.getOutputsOfOp().stream().anyMatch(known::containsKey);
      boolean needed =
          !(operator.getOp() instanceof StopGradient)
              && operator.getInputsToOp().stream().anyMatch(moving::contains);
      if (reached && needed) {
        differentiate(operator, moving);
      }
    }
    Map<String, String> names = new LinkedHashMap<>();
    for (String variable : variables) {
      SDVariable gradient = known.get(variable);
      if (gradient == null) {
        throw new IllegalArgumentException(
            "loss " + loss + " does not depend on variable " + variable);
      }
      names.put(variable, gradient.name());
    }
    return names;
  }

  /**
   * Everything that changes when one of the variables does, the variables included. What lies
   * behind a stop counts as fixed, so nothing is computed for it.
   */
  private static Set<String> dependents(List<SameDiffOp> operators, Collection<String> variables) {
    Set<String> moving = new HashSet<>(variables);
    for (SameDiffOp operator : operators) {
      boolean stopped = operator.getOp() instanceof StopGradient;
      if (!stopped && operator.getInputsToOp().stream().anyMatch(moving::contains)) {
        moving.addAll(operator.getOutputsOfOp());
      }
    }
    return moving;
  }

  private void differentiate(SameDiffOp operator, Set<String> moving) {
    DifferentialFunction function = operator.getOp();
    List<SDVariable> incoming = new ArrayList<>();
    for (String output : operator.getOutputsOfOp()) {
      SDVariable gradient = known.get(output);
      if (gradient == null && !(function instanceof JavaOperator)) {
        gradient = graph.zerosLike(graph.getVariable(output));
      }
      incoming.add(gradient);
    }
    List<SDVariable> outgoing = function.doDiff(incoming);
    List<String> inputs = operator.getInputsToOp();
    for (int i = 0; i < Math.min(inputs.size(), outgoing.size()); i++) {
      String input = inputs.get(i);
      if (moving.contains(input)) {
        known.merge(input, outgoing.get(i), SDVariable::add);
      }
    }
  }
}
