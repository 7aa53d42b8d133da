package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.nd4j.autodiff.samediff.SDVariable;

/** BLAN at the paper's size, described but not computed. */
class BlanSizeTest {
  private static Layers outline(Mode mode) {
    Recipe recipe = Recipes.find("blan", Map.of());
    Layers layers = Layers.outline(mode);
    Subjects attributes =
        Subjects.of(Stream.of(CelebaAttribute.values()).map(CelebaAttribute::label).toList());
    recipe.network().over(recipe.input(), attributes).build(layers);
    return layers;
  }

  private static long count(Layers layers, Predicate<String> names) {
    return layers.parameters().values().stream()
        .filter(parameter -> names.test(parameter.name()))
        .mapToLong(Parameter::length)
        .sum();
  }

  @Test
  void hasThePapersParametersWithinTwoPercent() {
    long answering = outline(Mode.INFERENCE).parameterCount();
    assertThat(answering / 38.34e6).isCloseTo(1, within(0.02));
    assertThat(answering).isEqualTo(38_810_186);
  }

  @Test
  void itsPartsHaveTheParametersThatTheirDescriptionSays() {
    Layers layers = outline(Mode.TRAINING);
    assertThat(count(layers, name -> name.startsWith("backbone."))).isEqualTo(21_284_672);
    assertThat(count(layers, name -> name.startsWith("classifiers."))).isEqualTo(10_231_232);
    assertThat(count(layers, name -> name.startsWith("decoder.stage"))).isEqualTo(7_110_528);
    assertThat(count(layers, name -> name.startsWith("attention."))).isEqualTo(183_554);
    assertThat(count(layers, name -> name.startsWith("fusion."))).isEqualTo(200);
    assertThat(count(layers, name -> name.startsWith("decoder.stem."))).isEqualTo(9_411);
    assertThat(count(layers, name -> name.startsWith("information."))).isEqualTo(2_594_820);
  }

  @Test
  void itsClassifiersSeeTheExtentsOfThePapersSecondTable() {
    Layers layers = outline(Mode.INFERENCE);
    for (int level = 1; level <= 4; level++) {
      SDVariable weight = layers.graph().getVariable("classifiers.%d.fc1.weight".formatted(level));
      assertThat(layers.parameters().get(weight.name()).shape()).containsExactly(512L, 4096L);
    }
  }
}
