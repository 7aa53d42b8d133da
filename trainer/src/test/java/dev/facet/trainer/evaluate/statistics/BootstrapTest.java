package dev.facet.trainer.evaluate.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.statistics.descriptive.StandardDeviation;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  @Test
  void drawsFacesOfOnePersonTogether() {
    Bootstrap bootstrap = new Bootstrap(new int[] {9, 4, 9, -1, -1, 4}, 3);

    assertThat(bootstrap.units()).isEqualTo(4);
    List<int[]> samples = samples(bootstrap, 50);
    for (int[] times : samples) {
      assertThat(times[0]).isEqualTo(times[2]);
      assertThat(times[1]).isEqualTo(times[5]);
      assertThat(times[0] + times[1] + times[3] + times[4]).isEqualTo(4);
    }
    assertThat(samples).as("unknown persons are apart").anyMatch(times -> times[3] != times[4]);
  }

  @Test
  void aSeedDrawsTheSameSamples() {
    int[] faces = {-1, -1, -1, -1, -1, -1, -1, -1};

    assertThat(samples(new Bootstrap(faces, 5), 20))
        .usingElementComparator(Arrays::compare)
        .isEqualTo(samples(new Bootstrap(faces, 5), 20))
        .isNotEqualTo(samples(new Bootstrap(faces, 6), 20));
  }

  @Test
  void meansOfSamplesSpreadLikeTheStandardError() {
    int[] faces = new int[400];
    Arrays.fill(faces, -1);
    double[] means =
        samples(new Bootstrap(faces, 7), 4000).stream()
            .mapToDouble(
                times -> {
                  double sum = 0;
                  for (int i = 0; i < 100; i++) {
                    sum += times[i];
                  }
                  return sum / 400;
                })
            .toArray();

    // A fraction of 1/4 of 400 faces: sqrt(1/4 * 3/4 / 400); 4,000 samples know it to about 1 %.
    assertThat(StandardDeviation.of(means).getAsDouble())
        .isCloseTo(Math.sqrt(0.25 * 0.75 / 400), within(0.001));
  }

  private static List<int[]> samples(Bootstrap bootstrap, int count) {
    List<int[]> samples = new ArrayList<>();
    bootstrap.draw(count, times -> samples.add(times.clone()));
    return samples;
  }
}
