package dev.facet.bench.serving.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.bench.serving.capacity.Outcome;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Outcome day(int late, double time, int status) {
    return new Outcome(
        IntStream.range(0, 20)
            .mapToObj(i -> new Outcome.Answer(i, 0.1, time, i == 3 ? status : 200))
            .toList(),
        IntStream.range(0, 20).mapToObj(i -> new Outcome.Level(i, i < 10 ? 1 : late, 0)).toList());
  }

  private static List<String> misses(Outcome measured) {
    return new Comparison(day(3, 0.2, 200), measured, 20, 4).misses();
  }

  @Test
  void keepsWhatIsWithinOneReplicaAndAQuarterOfTheTime() {
    assertThat(misses(day(4, 0.24, 200))).isEmpty();
    assertThat(misses(day(2, 0.16, 200))).isEmpty();
  }

  @Test
  void findsTooManyReplicas() {
    assertThat(misses(day(5, 0.2, 200))).containsExactly("replicas differ by more than one");
  }

  @Test
  void findsAnotherPercentile() {
    assertThat(misses(day(3, 0.26, 200)))
        .containsExactly("the 95th percentile differs by more than 25 %");
  }

  @Test
  void tellsLostFromRefusedRequests() {
    assertThat(misses(day(3, 0.2, 0))).containsExactly("requests were lost");
    assertThat(misses(day(3, 0.2, 503)))
        .containsExactly("another number of requests was refused than predicted");
  }

  @Test
  void meansOfReplicasAreOfTheirPart() {
    assertThat(new Comparison(day(3, 0.2, 200), day(4, 0.2, 200), 20, 4).all())
        .extracting(Comparison.Part::difference)
        .containsExactly(0.0, 0.0, 1.0, 1.0);
  }
}
