package dev.facet.trainer.fit;

import dev.facet.trainer.augment.Batch;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.augment.Seeds;
import dev.facet.trainer.graph.Dropout;
import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.optimize.MovingAverage;
import dev.facet.trainer.optimize.Numbers;
import dev.facet.trainer.optimize.Optimizer;
import dev.facet.trainer.optimize.WeightBlock;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import dev.facet.trainer.recipe.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * One step of training, laid out for repetition: batch in, gradients, weights and running
 * statistics changed. Everything that the next step depends on is in {@link #state()}.
 */
final class TrainingStep implements AutoCloseable {
  private final Recipe recipe;
  private final ISchedule schedule;
  private final WeightBlock weights;
  private final Optimizer optimizer;
  private final Optional<MovingAverage> average;
  private final RunningStatistics running;
  private final Plan plan;
  private final INDArray images;
  private final Targets targets;
  private final Map<String, Dropout> dropouts;
  private final Map<String, INDArray> masks = new LinkedHashMap<>();

  /**
   * Lays out the step; the weights begin as the seed says.
   *
   * @param targets what the network learns from a batch beside its images
   */
  TrainingStep(Recipe recipe, Network network, Targets targets, ISchedule schedule) {
    this.recipe = recipe;
    this.schedule = schedule;
    this.targets = targets;
    Kernels kernels = Kernels.current();
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT, recipe.start().frozen(), kernels);
    network.build(layers);
    Map<String, Parameter> parameters = layers.parameters();
    Set<String> trainable = new LinkedHashSet<>(layers.trainable());
    weights =
        new WeightBlock(
            parameters.values().stream().filter(p -> trainable.contains(p.name())).toList(),
            parameters.values().stream().filter(p -> !trainable.contains(p.name())).toList(),
            layers.statistics(),
            kernels);
    weights.start(recipe.training().seed());
    Numbers gradients = weights.allocateTrainable();
    optimizer = Optimizer.of(recipe.optimizer(), weights, gradients);
    double memory = recipe.training().averaging();
    average = memory == 0 ? Optional.empty() : Optional.of(new MovingAverage(memory, weights));

    int batch = recipe.training().batchSize();
    InputSpec input = recipe.input();
    images =
        Nd4j.zeros(
            DataType.FLOAT, batch, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth());
    dropouts = layers.dropouts();
    dropouts.forEach(
        (name, each) -> masks.put(name, Nd4j.zeros(DataType.FLOAT, batch, each.width())));

    PlanBuilder builder = new PlanBuilder(layers.graph());
    Map<String, String> names = Gradients.of(layers.graph(), Tensors.LOSS, trainable);
    parameters.keySet().forEach(name -> builder.bind(name, weights.array(name)));
    names.forEach((name, gradient) -> builder.output(gradient, weights.array(gradients, name)));
    builder.bind(Tensors.IMAGES, images);
    targets.arrays().forEach(builder::bind);
    masks.forEach(builder::bind);
    for (Statistics each : layers.statistics()) {
      if (each.moves()) {
        builder.output(each.batchMean()).output(each.batchInverse());
      }
      if (layers.graph().hasVariable(each.mean())) {
        builder.bind(each.mean(), weights.array(each.mean()));
        builder.bind(each.variance(), weights.array(each.variance()));
      }
    }
    plan = builder.output(Tensors.LOSS).build();
    running = RunningStatistics.of(layers.statistics(), weights, plan, batch);
  }

  /**
   * Learns from a batch.
   *
   * @param epoch from 0
   * @param count steps of the run before this one
   * @return the loss before the step
   */
  double run(Batch batch, int epoch, long count) {
    Memory.put(images, batch.images());
    targets.fill(batch);
    masks.forEach((name, mask) -> drop(mask, dropouts.get(name).rate(), count, name));
    plan.run();
    optimizer.step(rate(count, epoch), count);
    running.update();
    average.ifPresent(each -> each.update(count));
    return plan.output(Tensors.LOSS).getFloat(0);
  }

  /** The learning rate of a step. */
  double rate(long count, int epoch) {
    return schedule.valueAt(Math.toIntExact(count), epoch);
  }

  WeightBlock weights() {
    return weights;
  }

  /** What the run would end with now: the averaged weights if the recipe has them. */
  Numbers result() {
    return average.map(MovingAverage::values).orElse(weights.values());
  }

  /** Everything that a later step depends on, in a fixed order. */
  List<Numbers> state() {
    List<Numbers> state = new ArrayList<>(List.of(weights.values()));
    state.addAll(optimizer.state());
    average.ifPresent(each -> state.addAll(each.state()));
    return state;
  }

  private void drop(INDArray mask, double rate, long count, String name) {
    float kept = (float) (1 / (1 - rate));
    SplittableRandom random =
        new SplittableRandom(Seeds.mix(recipe.training().seed(), count, name.hashCode()));
    float[] values = new float[Math.toIntExact(mask.length())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < rate ? 0 : kept;
    }
    Memory.put(mask, values);
  }

  @Override
  public void close() {
    plan.close();
    weights.close();
  }
}
