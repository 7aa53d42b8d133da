package dev.facet.bench.training;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.kernel.Memory;
import dev.facet.trainer.optimize.Numbers;
import dev.facet.trainer.optimize.Optimizer;
import dev.facet.trainer.optimize.WeightBlock;
import dev.facet.trainer.plan.Gradients;
import dev.facet.trainer.plan.Plan;
import dev.facet.trainer.plan.PlanBuilder;
import dev.facet.trainer.recipe.OptimizerSpec;
import dev.facet.trainer.run.Engine;
import dev.facet.trainer.run.RunInfo;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The network in Facet's static plan, with Facet's AdamW. */
final class FacetSide implements Side {
  private static final long SEED = 1;

  private final Faces faces;
  private final WeightBlock weights;
  private final Optimizer optimizer;
  private final Plan plan;
  private final INDArray images;
  private final INDArray labels;
  private long optimizerNanos;

  /** Builds the network and writes its first weights to a file. */
  FacetSide(Case which, Faces faces, Path start) throws IOException {
    this.faces = faces;
    Layers layers = new Layers(Mode.TRAINING, DataType.FLOAT);
    SDVariable loss = build(which, layers);
    Map<String, Parameter> parameters = layers.parameters();
    weights = new WeightBlock(parameters.values(), layers.statistics());
    weights.start(SEED);
    save(parameters, start);
    Numbers gradients = weights.allocateTrainable();
    OptimizerSpec spec =
        new OptimizerSpec(OptimizerSpec.Method.ADAMW, RATE, DECAY, 0, BETA1, BETA2, EPSILON);
    optimizer = Optimizer.of(spec, weights, gradients);
    images = Nd4j.zeros(DataType.FLOAT, which.batch(), 3, which.height(), which.width());
    labels = Nd4j.zeros(DataType.FLOAT, which.batch(), Faces.ATTRIBUTES);
    PlanBuilder builder = new PlanBuilder(layers.graph());
    Map<String, String> names = Gradients.of(layers.graph(), loss.name(), parameters.keySet());
    for (String name : parameters.keySet()) {
      builder.bind(name, weights.array(name));
      builder.output(names.get(name), weights.array(gradients, name));
    }
    layers
        .statistics()
        .forEach(each -> builder.output(each.batchMean()).output(each.batchInverse()));
    plan = builder.bind("images", images).bind("labels", labels).output(loss.name()).build();
  }

  private static SDVariable build(Case which, Layers layers) {
    SDVariable images = layers.placeholder("images", 3, which.height(), which.width());
    Features last =
        which.build(
            new FacetBlocks(layers), new Features(images, 3, which.height(), which.width()));
    SameDiff graph = layers.graph();
    SDVariable logits =
        layers.linear("head", layers.globalMean(last), last.channels(), Faces.ATTRIBUTES);
    SDVariable targets = layers.placeholder("labels", Faces.ATTRIBUTES);
    SDVariable softening = graph.math().log1p(graph.math().exp(graph.math().abs(logits).neg()));
    SDVariable each = graph.nn().relu(logits, 0).sub(logits.mul(targets)).add(softening);
    return each.mean("byAttribute", false, 0).sum("loss", false, 0);
  }

  private void save(Map<String, Parameter> parameters, Path file) throws IOException {
    Map<String, Weights> all = new LinkedHashMap<>();
    for (Parameter parameter : parameters.values()) {
      float[] values = weights.array(parameter.name()).data().asFloat();
      all.put(
          parameter.name(),
          new Weights(parameter.shape(), parameter.role().decays(), FloatBuffer.wrap(values)));
    }
    Weights.write(all, file);
  }

  @Override
  public String engine() {
    RunInfo.Engine engine = Engine.describe();
    return "Facet on %s, %d threads".formatted(engine.name(), engine.threads());
  }

  @Override
  public long parameterCount() {
    return weights.parameterCount();
  }

  @Override
  public float step(int batch, long count) {
    Memory.put(images, faces.images().get(batch));
    Memory.put(labels, faces.labels().get(batch));
    plan.run();
    long begin = System.nanoTime();
    optimizer.step(RATE, count);
    optimizerNanos += System.nanoTime() - begin;
    return plan.output("loss").getFloat(0);
  }

  @Override
  public long optimizerNanos() {
    return optimizerNanos;
  }

  @Override
  public void close() {
    plan.close();
    weights.close();
  }
}
