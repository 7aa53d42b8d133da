package dev.facet.trainer.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A graph laid out for repeated runs: every operator bound to fixed arrays, in an order that
 * respects their dependencies. Fill the bound inputs in place, call {@link #run()}, read the
 * outputs. Not thread-safe. A plan holds native memory until it is closed.
 */
public final class Plan implements AutoCloseable {
  private final List<Step> steps;
  private final Map<String, INDArray> outputs;
  private final List<INDArray> owned;
  private final PlanMemory memory;

  Plan(List<Step> steps, Map<String, INDArray> outputs, List<INDArray> owned, PlanMemory memory) {
    this.steps = List.copyOf(steps);
    this.outputs = Map.copyOf(outputs);
    this.owned = List.copyOf(owned);
    this.memory = memory;
  }

  /** Runs every operator once, in order. */
  public void run() {
    for (Step step : steps) {
      step.run();
    }
  }

  /**
   * The array that a run writes an output to; the same one for the plan's whole life.
   *
   * @throws IllegalArgumentException if the variable was not asked for when the plan was made
   */
  public INDArray output(String variable) {
    return Optional.ofNullable(outputs.get(variable))
        .orElseThrow(
            () ->
                new IllegalArgumentException("variable " + variable + " is no output of the plan"));
  }

  @Override
  public void close() {
    steps.forEach(Step::close);
    owned.forEach(INDArray::close);
    memory.close();
  }
}
