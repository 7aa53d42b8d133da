package dev.facet.bench.training;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The network in PyTorch through DJL. Every step differentiates by fresh leaves over the same
 * memory, which is what {@code zero_grad(set_to_none=True)} does: no gradient is cleared or added
 * to. AdamW works in place.
 */
final class PyTorchSide implements Side {
  private final Case which;
  private final NDManager manager = NDManager.newBaseManager("PyTorch");
  private final Map<String, Trained> trained = new LinkedHashMap<>();
  private final Map<String, NDArray> running = new HashMap<>();
  private final List<NDArray> images = new ArrayList<>();
  private final List<NDArray> labels = new ArrayList<>();
  private long optimizerNanos;

  private record Trained(NDArray weight, NDArray first, NDArray second, boolean decays) {}

  PyTorchSide(Case which, Faces faces, Path start) throws IOException {
    this.which = which;
    for (Map.Entry<String, Weights> entry : Weights.read(start).entrySet()) {
      Shape shape = new Shape(entry.getValue().shape());
      trained.put(
          entry.getKey(),
          new Trained(
              manager.create(entry.getValue().values().array(), shape),
              manager.zeros(shape),
              manager.zeros(shape),
              entry.getValue().decays()));
      if (entry.getKey().endsWith(".scale")) {
        String norm = entry.getKey().substring(0, entry.getKey().length() - ".scale".length());
        running.put(norm + ".mean", manager.zeros(shape));
        running.put(norm + ".variance", manager.ones(shape));
      }
    }
    Shape image = new Shape(which.batch(), 3, which.height(), which.width());
    faces.images().forEach(each -> images.add(manager.create(each, image)));
    Shape label = new Shape(which.batch(), Faces.ATTRIBUTES);
    faces.labels().forEach(each -> labels.add(manager.create(each, label)));
  }

  @Override
  public String engine() {
    Engine engine = Engine.getInstance();
    return "%s %s through DJL %s"
        .formatted(engine.getEngineName(), engine.getVersion(), Engine.getDjlVersion());
  }

  @Override
  public long parameterCount() {
    return trained.values().stream().mapToLong(each -> each.weight().size()).sum();
  }

  @Override
  public float step(int batch, long count) {
    try (NDManager scope = manager.newSubManager()) {
      Map<String, NDArray> leaves = new LinkedHashMap<>();
      trained.forEach(
          (name, each) -> {
            NDArray leaf = each.weight().stopGradient();
            leaf.attach(scope);
            leaf.setRequiresGradient(true);
            leaves.put(name, leaf);
          });
      NDArray loss;
      try (GradientCollector collector = Engine.getInstance().newGradientCollector()) {
        loss = loss(images.get(batch), labels.get(batch), leaves, scope);
        collector.backward(loss);
      }
      long begin = System.nanoTime();
      leaves.forEach((name, leaf) -> update(trained.get(name), leaf, count, scope));
      optimizerNanos += System.nanoTime() - begin;
      return loss.getFloat();
    }
  }

  private NDArray loss(
      NDArray batch, NDArray targets, Map<String, NDArray> leaves, NDManager scope) {
    PyTorchBlocks blocks = new PyTorchBlocks(leaves, running);
    NDArray input = batch.stopGradient();
    input.attach(scope);
    NDArray pooled = Pool.globalAvgPool2d(which.build(blocks, input));
    NDArray logits =
        pooled.matMul(blocks.weight("head.weight").transpose()).add(blocks.weight("head.bias"));
    NDArray softening = logits.abs().neg().exp().add(1).log();
    NDArray each = logits.getNDArrayInternal().relu().sub(logits.mul(targets)).add(softening);
    return each.sum().div(which.batch());
  }

  private static void update(Trained trained, NDArray leaf, long count, NDManager scope) {
    NDArray gradient = leaf.getGradient();
    gradient.attach(scope);
    float rate = (float) (RATE / (1 - Math.pow(BETA1, count + 1.0)));
    float root = (float) Math.sqrt(1 - Math.pow(BETA2, count + 1.0));
    trained.first().muli(BETA1).addi(gradient.mul(1 - BETA1));
    trained.second().muli(BETA2).addi(gradient.square().muli(1 - BETA2));
    if (trained.decays()) {
      trained.weight().muli(1 - RATE * DECAY);
    }
    NDArray scale = trained.second().sqrt();
    scale.attach(scope);
    scale.divi(root).addi(EPSILON);
    NDArray move = trained.first().div(scale);
    move.attach(scope);
    trained.weight().subi(move.muli(rate));
  }

  @Override
  public long optimizerNanos() {
    return optimizerNanos;
  }

  @Override
  public void close() {
    manager.close();
  }
}
