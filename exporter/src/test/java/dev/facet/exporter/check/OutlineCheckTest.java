package dev.facet.exporter.check;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.ForeignModel;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutlineCheckTest {
  @Test
  void acceptsASoundGraphInAnyOrder() {
    assertThat(problems(ForeignModel.small())).isEmpty();
    assertThat(
            problems(
                started()
                    .node("Relu", "y", List.of("late"))
                    .node("Mul", "late", List.of("x", "x"))))
        .isEmpty();
  }

  @Test
  void findsACircle() {
    assertThat(
            problems(started().node("Add", "a", List.of("x", "b")).node("Relu", "b", List.of("a"))))
        .containsExactly("operator 'a' waits for itself in a circle");
  }

  @Test
  void findsAnOperatorThatReadsItself() {
    assertThat(problems(started().node("Add", "a", List.of("a", "x"))))
        .containsExactly("operator 'a' waits for itself in a circle");
  }

  @Test
  void findsAValueWithTwoSources() {
    assertThat(problems(started().node("Relu", "x", List.of("x")).weight("x", 1)))
        .containsExactly("value 'x' is made twice");
    assertThat(problems(started().node("Relu", "y", List.of("x")).node("Abs", "y", List.of("x"))))
        .containsExactly("value 'y' is made twice");
    assertThat(problems(started().input("x", FLOAT, 1)))
        .containsExactly("value 'x' is given twice");
  }

  @Test
  void findsWhatNothingMakes() {
    assertThat(problems(started().node("Relu", "y", List.of("nowhere")).output("z", FLOAT, 1)))
        .containsExactly(
            "operator 'y' reads 'nowhere', which nothing makes", "output 'z' is made by nothing");
  }

  @Test
  void showsControlCharactersAsNumbers() {
    assertThat(problems(started().node("Relu", "y", List.of("\u001b[31mred\n"))))
        .containsExactly("operator 'y' reads '\\u001b[31mred\\u000a', which nothing makes");
  }

  @Test
  void tellsAFewOfManyProblemsInOneSentence() {
    ForeignModel model = started();
    for (int i = 0; i < 1000; i++) {
      model.node("Relu", "y" + i, List.of("nowhere"));
    }

    assertThatThrownBy(() -> OutlineCheck.require(model.outline(), "model.onnx"))
        .isInstanceOf(ExportException.class)
        .hasMessageStartingWith("model.onnx is not a sound graph: operator 'y0' reads")
        .hasMessageEndingWith("; and 997 more; get the file again.");
  }

  private static ForeignModel started() {
    return new ForeignModel().input("x", FLOAT, 1);
  }

  private static List<String> problems(ForeignModel model) {
    return OutlineCheck.problems(model.outline());
  }
}
