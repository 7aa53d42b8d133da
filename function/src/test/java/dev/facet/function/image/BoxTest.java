package dev.facet.function.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BoxTest {
  @Test
  void keepsTheWholePictureWhenItHasTheShapeOfTheTarget() {
    assertThat(Box.cover(178, 218, 89, 109)).isEqualTo(new Box(0, 0, 178, 218));
  }

  @Test
  void cutsBothSidesOfAWidePicture() {
    assertThat(Box.cover(100, 50, 10, 10)).isEqualTo(new Box(25, 0, 75, 50));
  }

  @Test
  void cutsTopAndBottomOfAHighPicture() {
    assertThat(Box.cover(3, 8, 2, 3)).isEqualTo(new Box(0, 1.75, 3, 6.25));
  }
}
