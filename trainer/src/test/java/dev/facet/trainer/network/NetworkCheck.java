package dev.facet.trainer.network;

import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.plan.GradientCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The contract of a network's loss: its gradients by every parameter agree with differences. */
final class NetworkCheck {
  private static final int BATCH = 3;

  private NetworkCheck() {}

  /** Checks a network over faces of random numbers. */
  static void gradients(Network network, int persons, long seed) {
    gradients(network, persons, List.of(), seed);
  }

  /** The same with a frozen part, whose parameters are left out. */
  static void gradients(Network network, int persons, List<String> frozen, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Layers layers = new Layers(Mode.TRAINING, DataType.DOUBLE, frozen);
    network.build(layers);
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    long[] images = layers.graph().getVariable(Tensors.IMAGES).placeholderShape().clone();
    images[0] = BATCH;
    arrays.put(Tensors.IMAGES, normal(random, 1, images));
    if (!network.attributes().isEmpty()) {
      INDArray labels = normal(random, 1, BATCH, network.attributes().size());
      arrays.put(Tensors.LABELS, labels.gt(0).castTo(DataType.DOUBLE));
    }
    if (network.learnsIdentities()) {
      INDArray identities = Nd4j.zeros(DataType.DOUBLE, BATCH, persons);
      for (int face = 0; face < BATCH; face++) {
        identities.putScalar(face, random.nextInt(persons), 1);
      }
      arrays.put(Tensors.IDENTITIES, identities);
    }
    layers
        .dropouts()
        .forEach(
            (name, each) ->
                arrays.put(name, Nd4j.ones(DataType.DOUBLE, BATCH, each.width()).mul(1.4)));
    for (Parameter parameter : layers.parameters().values()) {
      if (layers.isFrozen(parameter.name())) {
        layers
            .graph()
            .getArrForVarName(parameter.name())
            .assign(start(parameter, random, DataType.DOUBLE));
      } else {
        arrays.put(parameter.name(), start(parameter, random, DataType.DOUBLE));
      }
    }
    new GradientCheck(seed).compare(layers, Tensors.LOSS, arrays);
  }

  /** A parameter off its start, so that a scale of one and a shift of zero hide no mistake. */
  static INDArray start(Parameter parameter, SplittableRandom random, DataType type) {
    float[] numbers = new float[(int) parameter.length()];
    parameter.start().fill(numbers, random.nextLong());
    INDArray array = Nd4j.create(numbers).castTo(DataType.DOUBLE);
    array.addi(normal(random, 0.1, parameter.length()));
    return array.reshape(parameter.extents()).castTo(type);
  }

  /** Normal numbers around zero with that deviation. */
  static INDArray normal(SplittableRandom random, double deviation, long... shape) {
    long length = 1;
    for (long extent : shape) {
      length *= extent;
    }
    double[] values = new double[(int) length];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextGaussian() * deviation;
    }
    return Nd4j.create(values, shape, DataType.DOUBLE);
  }
}
