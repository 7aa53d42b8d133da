package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.weights.Transfer;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PositionTest {
  @Test
  void addsUpAnEpochsStepsAndItsWaiting() {
    Position after =
        Position.start(Transfer.none()).afterStep(2, 0.5, 0.25).afterStep(1, 0.75, 0.125);

    assertThat(after.step()).isEqualTo(2);
    assertThat(after.lossSum()).isEqualTo(3);
    assertThat(after.epochSeconds()).isEqualTo(1.25);
    assertThat(after.epochWaited()).isEqualTo(0.375);
    assertThat(after.wallSeconds()).isEqualTo(1.25);
  }

  @Test
  void anEpochsEndKeepsOnlyWhatTheRunAddsUp() {
    EpochRow row =
        new EpochRow(1, 2, OptionalDouble.empty(), OptionalDouble.empty(), 0.1, 1, 0.5, 0.5);

    Position next = Position.start(Transfer.none()).afterStep(2, 0.5, 0.25).afterEpoch(row);

    assertThat(next).isEqualTo(new Position(1, 0, 1, 0, 0, 0, 0.5, List.of(row), Transfer.none()));
  }
}
