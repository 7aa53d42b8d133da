package dev.facet.trainer.block;

import java.util.stream.Stream;

class SqueezeExcitationTest implements BlockContract {
  @Override
  public Stream<Case> cases() {
    return Stream.of(
        new Case(
            "squeeze and excitation",
            3,
            8,
            4,
            3,
            (layers, x) -> new SqueezeExcitation("se", 4).build(layers, x).variable()));
  }
}
