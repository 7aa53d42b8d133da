package dev.facet.bench.serving.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimulationTest {
  private static final long SEED = 20261124;
  private static final Scaling KEPT =
      new Scaling(1, 1, 6, 0.6, 2, 0.2, 0.05, 1000, 2, 1, 1, 1, 0, 0, 1);
  private static final Scaling ZERO =
      new Scaling(1, 0.7, 6, 0.6, 2, 0.2, 0.05, 1000, 2, 1, 0, 6, 3, 4, 3);

  private static Site site(double service, double start) {
    return new Site(List.of(service), List.of(), start, 1, 1, Slowdown.ideal(2));
  }

  @Test
  void theFirstRequestWaitsForTheStartOfAReplica() {
    Outcome outcome =
        new Simulation(site(0.1, 1), ZERO, 0).run(List.of(new Arrival(5, 0)), 30, SEED);

    // it comes at a look, which is noted before; the next look is 0.05 s later
    assertThat(outcome.answers().getFirst().time()).isBetween(1.1, 1.1501);
    assertThat(outcome.returnsFromZero()).isEqualTo(1);
    assertThat(outcome.levels().getLast().replicas()).isZero();
  }

  @Test
  void aPictureThatIsStillArrivingKeepsASlotAndNoProcessor() {
    List<Arrival> three = List.of(new Arrival(3, 2), new Arrival(3, 2), new Arrival(3, 2));
    Site wide = new Site(List.of(0.1), List.of(), 0, 1, 3, Slowdown.ideal(1));

    Outcome outcome = new Simulation(wide, KEPT, 1).run(three, 10, SEED);

    // one processor computes three pictures at a time
    outcome.answers().forEach(one -> assertThat(one.time()).isCloseTo(2.3, within(1e-6)));
    assertThat(outcome.answers().getFirst().beyond()).isCloseTo(0.3, within(1e-6));
  }

  @Test
  void waitsAsLongAsTheFormulaSays() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    List<Arrival> arrivals = new ArrayList<>();
    for (double at = 0; at < 20_000; at -= Math.log(1 - random.nextDouble()) / 0.7) {
      arrivals.add(new Arrival(at, 0));
    }
    Outcome outcome = new Simulation(site(1, 0), KEPT, 1).run(arrivals, 20_000, SEED);

    double mean = outcome.answers().stream().mapToDouble(one -> one.time()).average().orElseThrow();
    assertThat(mean).isCloseTo(1 + new Waiting(0.7, 1, 0, 1).mean(), within(0.15));
  }

  @Test
  void theSameSeedGivesTheSameDay() {
    System.out.println("seed " + SEED);
    Day day = new Day(List.of(0, 40, 80, 0, 20));
    List<Arrival> arrivals = day.arrivals(100, 10, 0.1, SEED);
    Site site = new Site(List.of(0.05, 0.1, 0.3), List.of(0.2), 0.5, 1.2, 1, Slowdown.ideal(2));

    Outcome first = new Simulation(site, ZERO, 0).run(arrivals, 100, SEED);

    assertThat(first).isEqualTo(new Simulation(site, ZERO, 0).run(arrivals, 100, SEED));
    assertThat(first.answers()).hasSameSizeAs(arrivals);
    assertThat(first.lost()).isZero();
    assertThat(first.most()).isGreaterThan(1);
  }

  @Test
  void sharedProcessorsSlowEverythingDownInProportion() {
    Slowdown measured = new Slowdown(List.of(1.0, 1.2, 1.8));

    assertThat(measured.at(0.5)).isEqualTo(1);
    assertThat(measured.at(1.5)).isCloseTo(1.1, within(1e-12));
    assertThat(measured.at(6)).isCloseTo(3.6, within(1e-12));
  }
}
