package dev.facet.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class CalibrationTest {
  private static final Offset<Double> EXACT = Offset.offset(1e-7);

  @Test
  void weighsEachBinsGapByItsShare() {
    Calibration calibration = new Calibration();
    // Bin 1 (1/15..2/15): mean 0.1, none present. Bin 13 (13/15..14/15): mean 0.9, 1 of 3 present.
    calibration.add(0.1f, false);
    calibration.add(0.9f, true);
    calibration.add(0.88f, false);
    calibration.add(0.92f, false);

    assertThat(calibration.expectedError()).isCloseTo(0.25 * 0.1 + 0.75 * (0.9 - 1 / 3.0), EXACT);
    assertThat(calibration.bins().get(1).count()).isEqualTo(1);
    ReliabilityBin high = calibration.bins().get(13);
    assertThat(high.count()).isEqualTo(3);
    assertThat(high.meanProbability()).isCloseTo(0.9, EXACT);
    assertThat(high.fractionPresent()).isCloseTo(1 / 3.0, EXACT);
  }

  @Test
  void isZeroWhenEveryBinKeepsItsWord() {
    Calibration calibration = new Calibration();
    for (int i = 0; i < 4; i++) {
      calibration.add(0.25f, i == 0);
    }
    assertThat(calibration.expectedError()).isCloseTo(0, EXACT);
  }

  @Test
  void coversTheWholeRangeWithoutGaps() {
    Calibration calibration = new Calibration();
    calibration.add(0, false);
    calibration.add(1, true);

    assertThat(calibration.bins()).hasSize(15);
    assertThat(calibration.bins().getFirst().count()).isEqualTo(1);
    assertThat(calibration.bins().getLast().count()).isEqualTo(1);
    assertThat(calibration.bins().getFirst().from()).isZero();
    assertThat(calibration.bins().getLast().to()).isEqualTo(1);
    for (int b = 1; b < 15; b++) {
      assertThat(calibration.bins().get(b).from()).isEqualTo(calibration.bins().get(b - 1).to());
    }
  }
}
