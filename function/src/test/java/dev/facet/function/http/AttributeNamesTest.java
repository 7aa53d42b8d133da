package dev.facet.function.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.function.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttributeNamesTest {
  private static final List<String> LABELS =
      List.of("Eyeglasses", "Smiling", "Wavy_Hair", "Gray_Hair", "Young");

  @Test
  void findsAnAttributeByItsName() {
    assertThat(AttributeNames.find(LABELS, Optional.of("Wavy_Hair"))).isEqualTo("Wavy_Hair");
  }

  @ParameterizedTest
  @CsvSource({
    "smiling, Smiling",
    "Simling, Smiling",
    "grey hair, Gray_Hair",
    "glasses, Eyeglasses"
  })
  void namesTheClosestFirst(String written, String meant) {
    assertThatThrownBy(() -> AttributeNames.find(LABELS, Optional.of(written)))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("'" + written + "', which is none of the model's 5")
        .hasMessageContaining("the closest are " + meant + ", ");
  }

  @Test
  void saysHowToNameOne() {
    assertThatThrownBy(() -> AttributeNames.find(LABELS, Optional.empty()))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("?attribute=Eyeglasses");
  }
}
