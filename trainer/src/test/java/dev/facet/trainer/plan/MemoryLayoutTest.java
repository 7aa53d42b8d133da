package dev.facet.trainer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.plan.MemoryLayout.Claim;
import dev.facet.trainer.plan.MemoryLayout.Place;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MemoryLayoutTest {
  @Test
  void arraysThatNeverMeetShareAPlace() {
    MemoryLayout layout =
        new MemoryLayout(List.of(new Claim("a", 1000, 0, 1), new Claim("b", 900, 2, 3)));
    assertThat(layout.size()).isEqualTo(1024);
    assertThat(layout.places()).extracting(Place::offset).containsOnly(0L);
  }

  @Test
  void anArrayReadByAStepDoesNotShareWithWhatTheStepWrites() {
    MemoryLayout layout =
        new MemoryLayout(List.of(new Claim("a", 64, 0, 1), new Claim("b", 64, 1, 2)));
    assertThat(layout.size()).isEqualTo(128);
  }

  @Test
  void arraysThatLiveTogetherNeverOverlap() {
    long seed = 41;
    SplittableRandom random = new SplittableRandom(seed);
    List<Claim> claims =
        IntStream.range(0, 200)
            .mapToObj(
                i -> {
                  int first = random.nextInt(100);
                  return new Claim(
                      "c" + i, 1 + random.nextLong(5000), first, first + random.nextInt(20));
                })
            .toList();
    List<Place> places = new MemoryLayout(claims).places();
    for (Place a : places) {
      assertThat(a.offset() % MemoryLayout.ALIGNMENT).isZero();
      for (Place b : places) {
        if (!a.equals(b) && a.claim().livesWith(b.claim())) {
          assertThat(a.end() <= b.offset() || b.end() <= a.offset())
              .as("%s and %s (seed %d)", a, b, seed)
              .isTrue();
        }
      }
    }
  }
}
