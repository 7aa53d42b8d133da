package dev.facet.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class InputSpecTest {
  private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

  @Test
  void centresTheCropRoundingDown() {
    InputSpec input = new InputSpec(89, 109, 88, 104, HALF, HALF);

    assertThat(input.centreX()).isZero();
    assertThat(input.centreY()).isEqualTo(2);
    assertThat(input.bytesPerFace()).isEqualTo(89 * 109 * 3);
    assertThat(input.valuesPerFace()).isEqualTo(88 * 104 * 3);
  }

  @Test
  void refusesACropLargerThanTheFace() {
    assertThatThrownBy(() -> new InputSpec(89, 109, 90, 104, HALF, HALF))
        .hasMessage("the crop's width must be in 1..89, the width of the faces, found 90");
    assertThatThrownBy(() -> new InputSpec(89, 109, 88, 0, HALF, HALF))
        .hasMessage("the crop's height must be in 1..109, the height of the faces, found 0");
  }

  @Test
  void refusesMeansAndDeviationsOutOfRange() {
    assertThatThrownBy(() -> new InputSpec(8, 8, 8, 8, List.of(0.5, 0.5), HALF))
        .hasMessage("mean must have 3 values, found [0.5, 0.5]");
    assertThatThrownBy(() -> new InputSpec(8, 8, 8, 8, List.of(0.5, 127.5, 0.5), HALF))
        .hasMessage("mean must be in 0..1, found 127.5");
    assertThatThrownBy(() -> new InputSpec(8, 8, 8, 8, HALF, List.of(0.5, 0.0, 0.5)))
        .hasMessage("std must be a number above 0, found 0.0");
    assertThatThrownBy(() -> new InputSpec(8, 8, 8, 8, HALF, List.of(0.5, Double.NaN, 0.5)))
        .hasMessage("std must be a number above 0, found NaN");
  }

  @Test
  void refusesStrengthsOutOfRange() {
    assertThatThrownBy(() -> new Augmentation(true, -1, 0, 0, 0))
        .hasMessage("padding must be a whole number of at least 0, found -1");
    assertThatThrownBy(() -> Augmentation.none().distorted(181, 0, 0, 0))
        .hasMessage("rotation must be in 0..180, found 181.0");
    assertThatThrownBy(() -> Augmentation.none().distorted(0, 61, 0, 0))
        .hasMessage("shear must be in 0..60, found 61.0");
    assertThatThrownBy(() -> Augmentation.none().distorted(0, 0, 1, 0))
        .hasMessage("zoom must be in 0..1 without 1, found 1.0");
    assertThatThrownBy(() -> Augmentation.none().distorted(0, 0, 0, -1))
        .hasMessage("elastic must be a number of 0 or more, found -1.0");
    assertThatThrownBy(() -> new Augmentation(true, 0, 0, 1.5, 0))
        .hasMessage("contrast must be in 0..1, found 1.5");
  }
}
