package dev.facet.exporter.inspect.page;

import static dev.facet.exporter.ForeignModel.FLOAT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.ForeignModel;
import dev.facet.exporter.inspect.Inspection;
import dev.facet.exporter.inspect.Inspector;
import dev.facet.exporter.inspect.profile.Profiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectionPageTest {
  @TempDir private Path folder;

  @Test
  void drawsEveryOperatorAsAButtonWithAName() {
    String page = page(ForeignModel.small());

    assertThat(page.split("role=\"button\"", -1)).hasSize(1 + 7);
    assertThat(page)
        .contains("aria-label=\"Conv convolved\"")
        .contains("<title>MatMul answer</title>")
        .contains(">8×2×3×3</text>", ">1×4×6×6</text>")
        .contains("<html lang=\"en\">");
  }

  @Test
  void letsOneBoxBeReachedByTab() {
    assertThat(page(ForeignModel.small()).split("tabindex=\"0\"", -1)).hasSize(1 + 1);
  }

  @Test
  void tellsTheDetailsOfABox() throws IOException {
    JsonNode details = details(page(ForeignModel.small()));

    assertThat(details).hasSize(7);
    assertThat(details.get(1).get("title").asText()).isEqualTo("Conv");
    assertThat(details.get(1).get("facts").toString())
        .contains("\"group\"", "\"float32 [8, 2, 3, 3]\"", "\"1×4×6×6\"");
  }

  @Test
  void loadsNothingAndRunsNoScriptButItsOwn() {
    String page = page(ForeignModel.small());

    assertThat(page)
        .contains("default-src 'none'")
        .containsPattern("script-src 'sha256-[A-Za-z0-9+/=]{44}'")
        .doesNotContain("<link", "<img", "src=", "@import");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http:", "https:");
  }

  @Test
  void takesNoNameForMarkup() throws IOException {
    String evil = "</script><script>alert(1)</script>\"'&{{script}}";
    ForeignModel model =
        new ForeignModel()
            .input("x", FLOAT, 1)
            .node("Relu", evil, List.of("x"))
            .node(evil, "house", "y", List.of(evil))
            .output("y", FLOAT, 1);

    String page = page(model);

    assertThat(page.split("<script", -1)).hasSize(1 + 2);
    assertThat(page).doesNotContain("<script>alert");
    assertThat(details(page).get(1).get("name").asText()).isEqualTo(evil);
  }

  @Test
  void isTheSameForTheSameModel() {
    assertThat(page(ForeignModel.small())).isEqualTo(page(ForeignModel.small()));
  }

  @Test
  void drawsNoOperatorThatOnlyHoldsAWeight() {
    ForeignModel model =
        new ForeignModel()
            .input("x", FLOAT, 1)
            .node(
                "Constant",
                "c",
                List.of(),
                ForeignModel.tensorAttribute("value", ForeignModel.tensor("", 1)))
            .node("Add", "y", List.of("x", "c"))
            .output("y", FLOAT, 1);

    assertThat(page(model).split("role=\"button\"", -1)).hasSize(1 + 3);
  }

  @Test
  void listsInsteadOfDrawingWhatIsTooLarge() {
    ForeignModel model = new ForeignModel().input("v0", FLOAT, 1);
    for (int i = 0; i < 3100; i++) {
      model.node("Relu", "v" + (i + 1), List.of("v" + i));
    }

    String page = page(model.output("v3100", FLOAT, 1));

    assertThat(page).contains("has 3,102 boxes").doesNotContain("<svg");
    assertThat(page.split("<td>Relu</td>", -1)).hasSize(1 + 3100);
  }

  @Test
  void draws600OperatorsThatCross() {
    ForeignModel model = new ForeignModel().input("v0", FLOAT, 1).input("v1", FLOAT, 1);
    for (int i = 2; i < 602; i++) {
      model.node("Add", "v" + i, List.of("v" + (i - 1), "v" + Math.max(0, i - 13)));
    }

    Diagram diagram = Diagram.of(inspect(model.output("v601", FLOAT, 1)));
    Placement placement = Placement.of(diagram);

    assertThat(diagram.boxes()).hasSize(2 + 600 + 1);
    for (int i = 0; i < diagram.wires().size(); i++) {
      Wire wire = diagram.wires().get(i);
      assertThat(placement.corners().get(wire.from()).y())
          .as("%s flows down", wire.value())
          .isLessThan(placement.corners().get(wire.to()).y());
    }
  }

  @Test
  void placesNoBoxOnAnother() {
    Diagram diagram = Diagram.of(inspect(ForeignModel.small()));
    Placement placement = Placement.of(diagram);

    for (int a = 0; a < diagram.boxes().size(); a++) {
      for (int b = 0; b < a; b++) {
        assertThat(overlap(diagram, placement, a, b)).as("%d and %d", a, b).isFalse();
      }
    }
  }

  @Test
  void saysWhereThePageCannotBeWritten() {
    Inspection inspection = inspect(ForeignModel.small());
    Path nowhere = folder.resolve("missing").resolve("page.html");

    assertThatThrownBy(() -> InspectionPage.write(nowhere, inspection))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("cannot be written to " + nowhere);
  }

  private static boolean overlap(Diagram diagram, Placement placement, int a, int b) {
    Placement.Point first = placement.corners().get(a);
    Placement.Point second = placement.corners().get(b);
    return first.x() < second.x() + diagram.boxes().get(b).width()
        && second.x() < first.x() + diagram.boxes().get(a).width()
        && first.y() < second.y() + diagram.boxes().get(b).height()
        && second.y() < first.y() + diagram.boxes().get(a).height();
  }

  private String page(ForeignModel model) {
    return InspectionPage.render(inspect(model));
  }

  private Inspection inspect(ForeignModel model) {
    Path file = model.write(folder.resolve("model.onnx"));
    return new Inspector(Profiler.usual(), 0, Map.of()).inspect(file, Optional.empty());
  }

  private static JsonNode details(String page) throws IOException {
    Matcher found = Pattern.compile("id=\"details\">(.*?)</script>", Pattern.DOTALL).matcher(page);
    assertThat(found.find()).isTrue();
    return new JsonMapper().readTree(found.group(1));
  }
}
