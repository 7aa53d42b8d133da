package dev.facet.trainer.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.evaluate.verification.SamplePairs;
import dev.facet.trainer.evaluate.verification.Verification;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class RocChartTest {
  private static final Pattern POINTS =
      Pattern.compile("polyline class=\"first\" points=\"([^\"]*)\"");

  private static List<double[]> points(String svg) {
    Matcher matcher = POINTS.matcher(svg);
    assertThat(matcher.find()).isTrue();
    return Arrays.stream(matcher.group(1).split(" "))
        .map(point -> Arrays.stream(point.split(",")).mapToDouble(Double::parseDouble).toArray())
        .toList();
  }

  @Test
  void climbsInStepsFromTheLeftEndToTheUpperRightCorner() {
    List<double[]> points = points(RocChart.svg(SamplePairs.of(4000, 10, new Random(1)).judged()));

    assertThat(points.getFirst()[0]).isEqualTo(44);
    assertThat(points.getLast()).containsExactly(44 + 320, 12);
    for (int i = 1; i < points.size(); i++) {
      double[] before = points.get(i - 1);
      double[] here = points.get(i);
      assertThat(here[0] == before[0] || here[1] == before[1]).as("a step").isTrue();
      assertThat(here[0]).isGreaterThanOrEqualTo(before[0]);
      assertThat(here[1]).isLessThanOrEqualTo(before[1]);
    }
  }

  @Test
  void putsDecadesAtEqualDistances() {
    // 100 pairs of two persons: an axis of two decades. One of ten true pairs is below an impostor.
    float[] similarities = new float[110];
    boolean[] same = new boolean[110];
    for (int i = 0; i < 110; i++) {
      same[i] = i >= 100;
      similarities[i] = same[i] ? 0.9f : 0.1f + i / 1000f;
    }
    similarities[100] = 0.1905f; // between the tenth and the eleventh impostor
    String svg = RocChart.svg(Verification.of(similarities, same));

    assertThat(points(svg).getFirst()).containsExactly(44, 12 + 320 * 0.1);
    assertThat(points(svg)).anySatisfy(p -> assertThat(p).containsExactly(44 + 160, 12));
    assertThat(svg)
        .contains(">1\u00a0%</text>", ">10\u00a0%</text>", ">100\u00a0%</text>")
        .doesNotContain(">0.1\u00a0%</text>");
    assertThat(svg).containsOnlyOnce("TAR 90.00 % at FAR 1\u00a0%");
  }

  @Test
  void marksOnlyWhatWasMeasured() {
    VerificationMetrics metrics = SamplePairs.of(4000, 10, new Random(1)).judged();

    assertThat(RocChart.svg(metrics).split("<circle", -1)).hasSize(1 + 3);
    assertThat(RocChart.svg(Verification.of(new float[] {0.5f, 0.4f}, new boolean[] {true, false})))
        .doesNotContain("<circle", "NaN", "Infinity");
  }
}
