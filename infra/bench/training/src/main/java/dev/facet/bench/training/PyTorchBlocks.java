package dev.facet.bench.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import java.util.Map;
import java.util.Optional;

/**
 * PyTorch's own layers.
 *
 * @param weights by name
 * @param running means and variances by name, made by the first step
 */
record PyTorchBlocks(Map<String, NDArray> weights, Map<String, NDArray> running)
    implements Blocks<NDArray> {
  private static final float MEMORY = 0.9f;
  private static final float EPSILON = 1e-5f;

  @Override
  public NDArray convolution(String name, NDArray input, int outputs, int kernel, int stride) {
    int padding = kernel / 2;
    return Conv2d.conv2d(
            input,
            weight(name + ".weight"),
            null,
            new Shape(stride, stride),
            new Shape(padding, padding),
            new Shape(1, 1))
        .singletonOrThrow();
  }

  @Override
  public NDArray norm(String name, NDArray input, boolean relu, Optional<NDArray> residual) {
    NDList normed =
        BatchNorm.batchNorm(
            input,
            running.get(name + ".mean"),
            running.get(name + ".variance"),
            weight(name + ".scale"),
            weight(name + ".shift"),
            1,
            MEMORY,
            EPSILON,
            true);
    NDArray output = normed.singletonOrThrow();
    if (residual.isPresent()) {
      output = output.addi(residual.get());
    }
    return relu ? output.getNDArrayInternal().relu() : output;
  }

  @Override
  public NDArray maxPool(String name, NDArray input) {
    return Pool.maxPool2d(input, new Shape(3, 3), new Shape(2, 2), new Shape(1, 1), false);
  }

  @Override
  public NDArray meanPool(String name, NDArray input) {
    return Pool.avgPool2d(input, new Shape(2, 2), new Shape(2, 2), new Shape(0, 0), true, false);
  }

  @Override
  public int channels(NDArray maps) {
    return Math.toIntExact(maps.getShape().get(1));
  }

  NDArray weight(String name) {
    return Optional.ofNullable(weights.get(name))
        .orElseThrow(() -> new IllegalStateException("no weight named " + name));
  }
}
