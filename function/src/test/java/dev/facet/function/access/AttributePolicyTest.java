package dev.facet.function.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.function.bundle.BundleFinder;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.Configured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributePolicyTest {
  private static final Manifest SHIPPED = BundleFinder.shipped().manifest();

  @Test
  void tellsEverythingByDefault() {
    AttributePolicy policy = hiding();

    assertThat(policy.labels(SHIPPED)).isEqualTo(SHIPPED.labels());
    assertThat(policy.tensors(SHIPPED)).isEqualTo(SHIPPED.outputs().keySet());
    assertThat(policy.document(SHIPPED)).isSameAs(SHIPPED.document());
    assertThat(policy.mistakes(List.of(SHIPPED))).isEmpty();
  }

  @Test
  void keepsTheOthersInTheirPlaces() {
    AttributePolicy policy = hiding("Male", "5_o_Clock_Shadow");

    assertThat(policy.places(SHIPPED)).hasSize(38).startsWith(1, 2).doesNotContain(0, 20);
    assertThat(policy.labels(SHIPPED)).hasSize(38).doesNotContain("Male", "5_o_Clock_Shadow");
    assertThat(policy.tells("Male")).isFalse();
    assertThat(policy.tells("Young")).isTrue();
  }

  @Test
  void keepsBackTensorsWithAColumnForEachAttribute() {
    assertThat(hiding("Male").tensors(SHIPPED)).containsExactly("masks");
  }

  @Test
  void takesEveryMentionOutOfTheManifest() throws Exception {
    assertThat(SHIPPED.document()).contains("\"Male\"", "\"Young\"");

    String document = hiding("Male", "Attractive", "Young").document(SHIPPED);

    assertThat(document).doesNotContain("\"Male\"", "\"Young\"", "\"Attractive\"");
    assertThat(document).contains("\"Smiling\"", SHIPPED.files().get("model.onnx").sha256());
    assertThat(new ObjectMapper().readTree(document).path("labels")).hasSize(37);
  }

  @Test
  void saysWhichNamesNoModelHas() {
    assertThat(hiding("Male", "male").mistakes(List.of(SHIPPED)))
        .singleElement()
        .asString()
        .startsWith("facet.attributes.hide has 'male', which no served model has; they have ")
        .contains("Male");
  }

  private static AttributePolicy hiding(String... labels) {
    Map<String, String> keys =
        labels.length == 0 ? Map.of() : Map.of("facet.attributes.hide", String.join(",", labels));
    return new AttributePolicy(Configured.with(keys), new ObjectMapper());
  }
}
