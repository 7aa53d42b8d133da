package dev.facet.trainer.network;

import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Start;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * An attribute classifier of one level (BLAN, section 3.3 and table 2): two units of convolution,
 * normalisation and rectifier, and two fully connected layers with dropout between them. The text
 * names no rectifier between the two, so there is none.
 *
 * @param name prefix of its parameters
 * @param spec its convolutions
 * @param hidden numbers of the first fully connected layer
 * @param dropout share of them that a training step leaves out
 */
record LevelClassifier(String name, ClassifierSpec spec, int hidden, double dropout) {
  /**
   * What a classifier makes.
   *
   * @param vector T, what its first fully connected layer gives, {@code [N, hidden]}
   * @param scores for each attribute the score of its presence minus that of its absence, {@code
   *     [N, A]}: the sigmoid of it is the paper's two-way softmax
   */
  record Result(SDVariable vector, SDVariable scores) {}

  Result build(Layers layers, Features maps, int attributes) {
    Features x =
        layers.convolution(name + ".conv1", maps, spec.wide(), spec.kernel(), spec.stride());
    x = layers.norm(name + ".norm1", x, true);
    x = layers.convolution(name + ".conv2", x, spec.narrow(), 1, 1);
    x = layers.norm(name + ".norm2", x, true);
    int length = x.channels() * x.plane();
    SDVariable flat = x.variable().reshape(-1, length);
    SDVariable vector = layers.linear(name + ".fc1", flat, length, hidden, Start.linear(length));
    SDVariable kept = layers.dropout(name + ".dropout", vector, hidden, dropout);
    SDVariable[] pair =
        layers.graph().split(layers.linear(name + ".fc2", kept, hidden, 2 * attributes), 2, 1);
    return new Result(vector, pair[0].sub(pair[1]));
  }
}
