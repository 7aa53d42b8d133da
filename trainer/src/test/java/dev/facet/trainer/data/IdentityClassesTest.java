package dev.facet.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdentityClassesTest {
  @Test
  void numbersKnownPersonsInTheOrderOfTheirIdentities() {
    IdentityClasses classes = IdentityClasses.of(faces(70, 3, -1, 70, 12));

    assertThat(classes.count()).isEqualTo(3);
    assertThat(classes.classOf(3)).isZero();
    assertThat(classes.classOf(12)).isEqualTo(1);
    assertThat(classes.classOf(70)).isEqualTo(2);
  }

  @Test
  void isTheSameWhateverTheOrderAndNumberOfFaces() {
    IdentityClasses one = IdentityClasses.of(faces(5, 9, 5, 1));
    IdentityClasses other = IdentityClasses.of(faces(1, 1, 5, 9));
    for (int identity : new int[] {1, 5, 9}) {
      assertThat(other.classOf(identity)).isEqualTo(one.classOf(identity));
    }
  }

  @Test
  void knowsWhomItDoesNotKnow() {
    IdentityClasses classes = IdentityClasses.of(faces(5, 9));
    assertThat(classes.classOf(7)).isEqualTo(IdentityClasses.UNKNOWN);
    assertThat(classes.classOf(100)).isEqualTo(IdentityClasses.UNKNOWN);
    assertThat(classes.classOf(Example.UNKNOWN_IDENTITY)).isEqualTo(IdentityClasses.UNKNOWN);
    assertThat(IdentityClasses.of(faces(-1)).count()).isZero();
  }

  private static List<Example> faces(int... identities) {
    return Arrays.stream(identities)
        .mapToObj(identity -> new Example(Path.of("face"), identity, new boolean[0]))
        .toList();
  }
}
