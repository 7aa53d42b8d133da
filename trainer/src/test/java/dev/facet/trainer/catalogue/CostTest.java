package dev.facet.trainer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.recipe.Recipes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CostTest {
  @Test
  void theTinyNetworkCostsWhatItsLayersDo() {
    Cost cost =
        Cost.of(
            Recipes.find("pse-tiny", Map.of("network.excitation", "none")),
            Subjects.of(List.of("Smiling", "Bald")));
    // stem 3x3 from 3 to 16 with stride 2 on 44x52, pooled to 11x13
    long stem = 16 * 3 * 9;
    // two 3x3 convolutions on 11x13, then 3x3 to 6x7 with stride 2 and a shortcut of 1x1
    long first = 2 * 16 * 16 * 9;
    long second = 32 * 16 * 9;
    long third = 32 * 32 * 9;
    long shortcut = 32 * 16;
    // two branches of 16 channels by 1x1 convolution, one attribute each
    long branches = 32 * 32;
    long norms = 2 * (16 + 2 * 16 + 3 * 32 + 32);
    assertThat(cost.parameters())
        .isEqualTo(stem + first + second + third + shortcut + branches + norms + 2 * 16 + 2);
    assertThat(cost.multiplyAdds())
        .isEqualTo(
            stem * 22 * 26
                + first * 11 * 13
                + (second + third + shortcut + branches) * 6 * 7
                // the head's matrix covers both branches
                + 2 * 32);
  }

  @Test
  void theCostOfResNet50IsThatOfItsPaper() {
    Map<String, String> settings =
        Map.of(
            "network.excitation", "none",
            "network.backbone.squeeze", "0",
            "network.branchChannels", "1",
            "input.width", "224",
            "input.height", "224",
            "input.cropWidth", "224",
            "input.cropHeight", "224");
    Cost cost = Cost.of(Recipes.find("pse-se-b", settings), Subjects.of(List.of("Smiling")));
    // 25.56 million with 2.05 million in its classifier; 4.09 billion multiply-adds in most tables
    assertThat(cost.parameters() / 1e6).isCloseTo(23.51, within(0.02));
    assertThat(cost.multiplyAdds() / 1e9).isCloseTo(4.09, within(0.3));
  }

  @Test
  void numbersAreRoundedToThreeFigures() {
    assertThat(RecipeList.rounded(0)).isEqualTo("0");
    assertThat(RecipeList.rounded(999)).isEqualTo("999");
    assertThat(RecipeList.rounded(1_984_000)).isEqualTo("1.98 M");
    assertThat(RecipeList.rounded(23_510_000)).isEqualTo("23.5 M");
    assertThat(RecipeList.rounded(4_090_000_000L)).isEqualTo("4.09 G");
    assertThat(RecipeList.rounded(91_900_000)).isEqualTo("91.9 M");
    assertThat(RecipeList.rounded(123_000_000_000L)).isEqualTo("123 G");
  }

  @Test
  void everyRecipeIsListedUnderItsPaper() {
    String table = RecipeList.table();
    Recipes.BUILT_IN.forEach(name -> assertThat(table).containsPattern("(?m)^  " + name + " .* M"));
    assertThat(table).startsWith("PSE: ").contains("facet-trainer fit --recipe NAME");
  }

  @Test
  void theListIsInColumnsAndNotTooWide() {
    List<String> lines = RecipeList.table().lines().toList();
    assertThat(lines).allMatch(line -> line.length() < 180);
    assertThat(lines.stream().filter(line -> line.startsWith("  ")))
        .as("the last column begins at one place")
        .allMatch(line -> line.startsWith("  ", 97) && line.charAt(99) != ' ');
  }

  @Test
  void aFirstStageIsListedWithItsPaper() {
    String table = RecipeList.table();
    int aaFace = table.indexOf("AAFace: ");
    assertThat(table.indexOf("  aaface-0-small ")).isGreaterThan(aaFace);
    assertThat(table.indexOf("  blan-before-small ")).isBetween(table.indexOf("BLAN: "), aaFace);
    assertThat(table.indexOf("  baseline-small ")).isLessThan(table.indexOf("GAL: "));
  }
}
