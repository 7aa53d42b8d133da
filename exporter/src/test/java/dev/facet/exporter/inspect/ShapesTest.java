package dev.facet.exporter.inspect;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.ForeignModel;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShapesTest {
  private final ForeignModel model =
      new ForeignModel()
          .input("tokens", FLOAT, "batch", "length")
          .input("mask", FLOAT, "batch", 1)
          .known("heads", FLOAT, "8*batch", 4)
          .known("open", FLOAT, "batch", "other")
          .weight("w", 3, 4);

  @Test
  void takesTheFirstSymbolOfAnInputForTheBatch() {
    Shapes shapes = Shapes.declared(model.outline(), Map.of());

    assertThat(shapes.of("mask")).contains(List.of(1L, 1L));
    assertThat(shapes.of("heads")).contains(List.of(8L, 4L));
    assertThat(shapes.of("w")).contains(List.of(3L, 4L));
  }

  @Test
  void guessesNoOtherSymbol() {
    Shapes shapes = Shapes.declared(model.outline(), Map.of());

    assertThat(shapes.of("tokens")).isEmpty();
    assertThat(shapes.of("open")).isEmpty();
    assertThat(shapes.of("nobody")).isEmpty();
  }

  @Test
  void believesTheUserBeforeTheFileAndTheMeasurementBeforeBoth() {
    Shapes shapes = Shapes.declared(model.outline(), Map.of("tokens", List.of(1L, 9L)));

    assertThat(shapes.of("tokens")).contains(List.of(1L, 9L));
    assertThat(shapes.with(Map.of("heads", List.of(7L))).of("heads")).contains(List.of(7L));
  }
}
