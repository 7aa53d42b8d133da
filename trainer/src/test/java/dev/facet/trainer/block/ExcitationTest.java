package dev.facet.trainer.block;

import java.util.stream.Stream;

class ExcitationTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "excitation (a), dense",
            2,
            3 * 32,
            4,
            3,
            (layers, x) -> new DenseExcitation("pse", 3).build(layers, x).excited().variable()),
        new Case(
            "excitation (b), convolutional",
            2,
            3 * 32,
            4,
            3,
            (layers, x) ->
                new ConvolutionalExcitation("pse", 3).build(layers, x).excited().variable()));
  }
}
