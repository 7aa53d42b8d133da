package dev.facet.trainer.fit;

import dev.facet.trainer.augment.Batch;
import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.augment.Seeds;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.network.AttributeNetwork;
import dev.facet.trainer.optimize.MovingAverage;
import dev.facet.trainer.optimize.Optimizer;
import dev.facet.trainer.optimize.WeightBlock;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import dev.facet.trainer.recipe.Recipe;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  private final INDArray labels;
  private final Map<String, INDArray> dropouts = new LinkedHashMap<>();

  TrainingStep(Recipe recipe, List<String> attributes, ISchedule schedule) {
    this.recipe = recipe;
    this.schedule = schedule;
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    new AttributeNetwork(recipe.network(), recipe.input(), attributes).build(layers);
    Map<String, Parameter> parameters = layers.parameters();
    weights = new WeightBlock(parameters.values(), layers.statistics());
    weights.start(recipe.training().seed());
    MemorySegment gradients = weights.allocateTrainable();
    optimizer = Optimizer.of(recipe.optimizer(), weights, gradients);
    double memory = recipe.training().averaging();
    average = memory == 0 ? Optional.empty() : Optional.of(new MovingAverage(memory, weights));

    int batch = recipe.training().batchSize();
    InputSpec input = recipe.input();
    images =
        Nd4j.zeros(
            DataType.FLOAT, batch, InputSpec.CHANNELS, input.cropHeight(), input.cropWidth());
    labels = Nd4j.zeros(DataType.FLOAT, batch, attributes.size());
    layers
        .dropouts()
        .forEach((name, width) -> dropouts.put(name, Nd4j.zeros(DataType.FLOAT, batch, width)));

    PlanBuilder builder = new PlanBuilder(layers.graph());
    Map<String, String> names =
        Gradients.of(layers.graph(), AttributeNetwork.LOSS, parameters.keySet());
    parameters
        .keySet()
        .forEach(
            name -> {
              builder.bind(name, weights.array(name));
              builder.output(names.get(name), weights.array(gradients, name));
            });
    builder.bind(AttributeNetwork.IMAGES, images).bind(AttributeNetwork.LABELS, labels);
    dropouts.forEach(builder::bind);
    layers
        .statistics()
        .forEach(each -> builder.output(each.batchMean()).output(each.batchInverse()));
    plan = builder.output(AttributeNetwork.LOSS).build();
    running = new RunningStatistics(layers.statistics(), weights, plan, batch);
  }

  /**
   * Learns from a batch.
   *
   * @param epoch from 0
   * @param count steps of the run before this one
   * @return the loss before the step: the sum over attributes of mean cross-entropies
   */
  double run(Batch batch, int epoch, long count) {
    fill(images, batch.images());
    fill(labels, batch.labels());
    dropouts.forEach((name, mask) -> drop(mask, count, name));
    plan.run();
    optimizer.step(rate(count, epoch), count);
    running.update();
    average.ifPresent(each -> each.update(count));
    return plan.output(AttributeNetwork.LOSS).getFloat(0);
  }

  /** The learning rate of a step. */
  double rate(long count, int epoch) {
    return schedule.valueAt(Math.toIntExact(count), epoch);
  }

  WeightBlock weights() {
    return weights;
  }

  /** What the run would end with now: the averaged weights if the recipe has them. */
  MemorySegment result() {
    return average.map(MovingAverage::values).orElse(weights.values());
  }

  /** Everything that a later step depends on, in a fixed order. */
  List<MemorySegment> state() {
    List<MemorySegment> state = new ArrayList<>(List.of(weights.values()));
    state.addAll(optimizer.state());
    average.ifPresent(each -> state.addAll(each.state()));
    return state;
  }

  private static void fill(INDArray array, float[] values) {
    MemorySegment.copy(
        MemorySegment.ofArray(values), 0, Memory.of(array), 0, (long) values.length * Float.BYTES);
  }

  private void drop(INDArray mask, long count, String name) {
    double rate = recipe.network().dropout();
    float kept = (float) (1 / (1 - rate));
    SplittableRandom random =
        new SplittableRandom(Seeds.mix(recipe.training().seed(), count, name.hashCode()));
    float[] values = new float[Math.toIntExact(mask.length())];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextDouble() < rate ? 0 : kept;
    }
    fill(mask, values);
  }

  @Override
  public void close() {
    plan.close();
    weights.close();
  }
}
