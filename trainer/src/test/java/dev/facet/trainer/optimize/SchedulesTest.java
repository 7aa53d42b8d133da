package dev.facet.trainer.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.recipe.Recipes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.schedule.ISchedule;

class SchedulesTest {
  private static final double EXACT = 1e-12;

  @Test
  void cosineFollowsItsClosedForm() {
    Cosine cosine = new Cosine(0.4, 0.04, 100);
    assertThat(cosine.valueAt(0, 0)).isEqualTo(0.4);
    assertThat(cosine.valueAt(25, 0))
        .isCloseTo(0.04 + 0.36 * (1 + Math.sqrt(0.5)) / 2, within(EXACT));
    assertThat(cosine.valueAt(50, 0)).isCloseTo(0.22, within(EXACT));
    assertThat(cosine.valueAt(100, 0)).isCloseTo(0.04, within(EXACT));
    assertThat(cosine.valueAt(1000, 0)).isCloseTo(0.04, within(EXACT));
  }

  @Test
  void polynomialFalls() {
    Polynomial polynomial = new Polynomial(0.8, 0, 2, 10);
    assertThat(polynomial.valueAt(0, 0)).isEqualTo(0.8);
    assertThat(polynomial.valueAt(5, 0)).isCloseTo(0.2, within(EXACT));
    assertThat(polynomial.valueAt(10, 0)).isZero();
    assertThat(polynomial.valueAt(11, 0)).isZero();
  }

  @Test
  void stepsDropAtFixedEpochs() {
    Steps steps = new Steps(1, 0.1, 30);
    assertThat(steps.valueAt(123, 29)).isEqualTo(1);
    assertThat(steps.valueAt(124, 30)).isCloseTo(0.1, within(EXACT));
    assertThat(steps.valueAt(125, 60)).isCloseTo(0.01, within(EXACT));
  }

  @Test
  void milestonesDropAfterTheEpochsNamed() {
    Milestones milestones = new Milestones(1, 0.1, List.of(4, 10));
    assertThat(milestones.valueAt(0, 3)).isEqualTo(1);
    assertThat(milestones.valueAt(0, 4)).isCloseTo(0.1, within(EXACT));
    assertThat(milestones.valueAt(0, 9)).isCloseTo(0.1, within(EXACT));
    assertThat(milestones.valueAt(0, 10)).isCloseTo(0.01, within(EXACT));
  }

  @Test
  void cyclesRiseAndFallBetweenTheirEnds() {
    Cyclical cycle = new Cyclical(0.1, 0.5, 100);
    assertThat(cycle.valueAt(0, 0)).isCloseTo(0.1, within(EXACT));
    assertThat(cycle.valueAt(25, 0)).isCloseTo(0.2, within(EXACT));
    assertThat(cycle.valueAt(100, 0)).isCloseTo(0.5, within(EXACT));
    assertThat(cycle.valueAt(175, 0)).isCloseTo(0.2, within(EXACT));
    assertThat(cycle.valueAt(200, 0)).isCloseTo(0.1, within(EXACT));
    assertThat(cycle.valueAt(300, 0)).isCloseTo(0.5, within(EXACT));
  }

  @Test
  void onLfwaTheGraphsRunIsOneCycleOfTenThousandSteps() {
    // 24 whole batches of 256 are an epoch of LFWA's 6,263 training faces
    ISchedule schedule = Schedules.of(Recipes.find("gal-j-lfwa", Map.of()), 24);
    int middle = 204 * 24;
    assertThat(schedule.valueAt(0, 0)).isZero();
    assertThat(schedule.valueAt(middle, 204)).isCloseTo(0.005, within(EXACT));
    assertThat(schedule.valueAt(middle / 2, 102)).isCloseTo(0.0025, within(EXACT));
    assertThat(schedule.valueAt(3 * middle / 2, 306)).isCloseTo(0.0025, within(EXACT));
    assertThat(schedule.valueAt(2 * middle, 408)).isCloseTo(0, within(EXACT));
  }

  @Test
  void warmUpRisesLinearlyAndHandsOver() {
    WarmUp warmUp = new WarmUp(4, 1, new Polynomial(1, 0, 1, 10));
    assertThat(warmUp.valueAt(0, 0)).isEqualTo(0.25);
    assertThat(warmUp.valueAt(3, 0)).isEqualTo(1);
    assertThat(warmUp.valueAt(4, 0)).isEqualTo(1);
    assertThat(warmUp.valueAt(9, 0)).isCloseTo(0.5, within(EXACT));
  }

  @Test
  void aRecipesScheduleEndsWithTheRun() {
    ISchedule schedule =
        Schedules.of(
            Recipes.find(
                "pse-small",
                Map.of("training.epochs", "10", "schedule.warmup", "0.1", "schedule.end", "0.01")),
            50);
    assertThat(schedule.valueAt(49, 0)).isCloseTo(0.002, within(EXACT));
    assertThat(schedule.valueAt(50, 1)).isCloseTo(0.002, within(EXACT));
    assertThat(schedule.valueAt(500, 10)).isCloseTo(0.00002, within(EXACT));
  }
}
