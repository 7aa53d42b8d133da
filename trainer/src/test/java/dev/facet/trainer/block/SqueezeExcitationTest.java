package dev.facet.trainer.block;

import dev.facet.trainer.graph.Features;
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
            (layers, x) -> new SqueezeExcitation("se", 4).build(layers, x).variable()),
        new Case(
            "squeeze and excitation with residual",
            3,
            8,
            4,
            3,
            (layers, x) -> {
              Features residual = layers.convolution("residual", x, 8, 1, 1);
              return new SqueezeExcitation("se", 4).build(layers, x, residual).variable();
            }));
  }
}
