package dev.facet.bench.training;

/** A network in training, in Facet or in PyTorch. */
interface Side extends AutoCloseable {
  /** AdamW's settings, the same on both sides. */
  double RATE = 1e-3;

  /** Decoupled decay of convolutions and the classifier's weight. */
  double DECAY = 0.05;

  /** AdamW's memory of the gradient. */
  double BETA1 = 0.9;

  /** AdamW's memory of its square. */
  double BETA2 = 0.999;

  /** AdamW's guard against division by zero. */
  double EPSILON = 1e-8;

  /** What computes, in a line. */
  String engine();

  /** Trainable numbers. */
  long parameterCount();

  /** One step on a batch: forward, backward, AdamW. Returns the loss before it. */
  float step(int batch, long count);

  /** Nanoseconds spent in AdamW since the beginning. */
  long optimizerNanos();

  @Override
  void close();
}
