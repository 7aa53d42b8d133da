package dev.facet.trainer.evaluate.verification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.data.DataException;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final Offset<Double> EXACT = within(1e-12);

  // By falling similarity: same, same, different, same, different, different.
  private static final float[] SIMILARITIES = {.9f, .8f, .7f, .6f, .2f, .1f};
  private static final boolean[] SAME = {true, true, false, true, false, false};

  @Test
  void drawsTheCurveThroughEveryThreshold() {
    VerificationMetrics metrics = Verification.of(SIMILARITIES, SAME);

    assertThat(metrics.samePairs()).isEqualTo(3);
    assertThat(metrics.differentPairs()).isEqualTo(3);
    // Of nine couples of a same and a different pair, eight are in the right order.
    assertThat(metrics.areaUnderCurve()).isCloseTo(8 / 9.0, EXACT);
    assertThat(metrics.curve())
        .containsExactly(
            new RocPoint(Math.nextUp((double) .9f), 0, 0),
            new RocPoint(.8f, 0, 2 / 3.0),
            new RocPoint(.6f, 1 / 3.0, 1),
            new RocPoint(.2f, 2 / 3.0, 1),
            new RocPoint(.1f, 1, 1));
    // At 0.7 one of three is wrongly accepted and one of three wrongly rejected.
    assertThat(metrics.equalError()).isEqualTo(new EqualError(1 / 3.0, .7f, 1 / 3.0, 1 / 3.0));
  }

  @Test
  void measuresNoRateBelowOneOfThePairs() {
    boolean[] same = new boolean[1100];
    float[] similarities = new float[1100];
    for (int i = 0; i < 1100; i++) {
      same[i] = i >= 1000;
      similarities[i] = i / 1100f;
    }
    similarities[500] = 0.95f; // the one impostor who looks like somebody else
    List<TarAtFar> rates = Verification.of(similarities, same).tarAtFar();

    assertThat(rates)
        .extracting(TarAtFar::falseAcceptRate)
        .containsExactly(.1, .01, 1e-3, 1e-4, 1e-5);
    assertThat(rates.get(1).trueAcceptRate()).hasValue(1);
    assertThat(rates.get(1).falseAccepts()).isEqualTo(10);
    assertThat(rates.get(2).trueAcceptRate()).hasValue(1);
    assertThat(rates.get(2).falseAccepts()).isEqualTo(1);
    assertThat(rates.get(3).trueAcceptRate()).isEmpty();
    assertThat(rates.get(3).threshold()).isEmpty();
    assertThat(rates.get(4).trueAcceptRate()).isEmpty();
  }

  @Test
  void acceptsEqualSimilaritiesTogetherOrNotAtAll() {
    // Two impostors tie with three true pairs at the top: at FAR 0.1 only one impostor may pass.
    float[] similarities = new float[20];
    boolean[] same = new boolean[20];
    for (int i = 0; i < 20; i++) {
      same[i] = i >= 10;
      similarities[i] = i < 2 || i >= 17 ? 0.9f : same[i] ? 0.5f : 0.1f;
    }
    TarAtFar strict = Verification.of(similarities, same).tarAtFar().getFirst();

    assertThat(strict.trueAcceptRate()).hasValue(0);
    assertThat(strict.falseAccepts()).isZero();
    assertThat(strict.threshold().orElseThrow()).isGreaterThan(0.9f);

    similarities[0] = 0.1f;
    assertThat(Verification.of(similarities, same).tarAtFar().getFirst().trueAcceptRate())
        .hasValue(1);
  }

  @Test
  void takesBothZerosAsOneSimilarity() {
    VerificationMetrics metrics =
        Verification.of(new float[] {0f, -0f}, new boolean[] {false, true});

    assertThat(metrics.areaUnderCurve()).isEqualTo(0.5);
    assertThat(metrics.curve()).hasSize(2);
  }

  @Test
  void ordersNegativeSimilaritiesBelowPositiveOnes() {
    VerificationMetrics metrics =
        Verification.of(
            new float[] {.3f, -.1f, -.2f, -.9f}, new boolean[] {true, true, false, false});

    assertThat(metrics.areaUnderCurve()).isEqualTo(1);
    assertThat(metrics.equalError()).isEqualTo(new EqualError(0, -.1f, 0, 0));
  }

  @Test
  void judgesEachFoldWithTheThresholdOfTheOthers() {
    // Fold 7 separates at 0.5 (between 0.6 and 0.4), fold 9 at 0.25 (between 0.3 and 0.2).
    float[] similarities = {.6f, .4f, .3f, .2f};
    boolean[] same = {true, false, true, false};
    FoldedAccuracy accuracy =
        Verification.of(similarities, same, new int[] {7, 7, 9, 9}).accuracy().orElseThrow();

    FoldedAccuracy.Fold seven = accuracy.folds().getFirst();
    assertThat(seven.fold()).isEqualTo(7);
    assertThat(seven.pairs()).isEqualTo(2);
    assertThat(seven.threshold()).isCloseTo(0.25, within(1e-7));
    assertThat(seven.accuracy()).as("0.6 is right, 0.4 is wrongly accepted").isEqualTo(0.5);
    assertThat(accuracy.folds().getLast().threshold()).isCloseTo(0.5, within(1e-7));
    assertThat(accuracy.folds().getLast().accuracy()).as("0.3 is wrongly rejected").isEqualTo(0.5);
    assertThat(accuracy.mean()).isEqualTo(0.5);
    assertThat(accuracy.standardDeviation()).isZero();
  }

  @Test
  void sumsUpTheFolds() {
    FoldedAccuracy accuracy =
        FoldedAccuracy.of(
            List.of(
                new FoldedAccuracy.Fold(0, 10, 0, .7),
                new FoldedAccuracy.Fold(1, 10, 0, .8),
                new FoldedAccuracy.Fold(2, 10, 0, .9),
                new FoldedAccuracy.Fold(3, 10, 0, .8)));

    assertThat(accuracy.mean()).isCloseTo(.8, EXACT);
    assertThat(accuracy.standardDeviation()).isCloseTo(Math.sqrt(0.02 / 3), EXACT);
    assertThat(accuracy.standardError()).isCloseTo(Math.sqrt(0.02 / 3) / 2, EXACT);
  }

  @Test
  void choosesTheHighestOfEquallyGoodThresholds() {
    // Without fold 1: accepting nothing, only 0.9, or all but 0.1 are equally good choices.
    float[] similarities = {.9f, .8f, .1f, .5f};
    boolean[] same = {false, true, false, true};
    FoldedAccuracy accuracy =
        Verification.of(similarities, same, new int[] {0, 0, 0, 1}).accuracy().orElseThrow();

    assertThat(accuracy.folds().getLast().threshold()).isEqualTo(Math.nextUp((double) .9f));
    assertThat(accuracy.folds().getLast().accuracy()).isZero();
  }

  @Test
  void acceptsEverythingWhereThatIsBest() {
    float[] similarities = {.5f, .4f, .1f, .2f};
    boolean[] same = {true, true, false, true};
    FoldedAccuracy accuracy =
        Verification.of(similarities, same, new int[] {0, 0, 1, 1}).accuracy().orElseThrow();

    assertThat(accuracy.folds().getLast().threshold()).isEqualTo(.4f);
  }

  @Test
  void aSingleFoldHasNoAccuracy() {
    assertThat(Verification.of(SIMILARITIES, SAME).accuracy()).isEmpty();
  }

  @Test
  void agreesWithTheDefinitionsOnRandomPairs() {
    long seed = 20_261;
    Random random = new Random(seed);
    for (int run = 0; run < 100; run++) {
      String where = "seed %d, run %d".formatted(seed, run);
      int pairs = 4 + random.nextInt(60);
      SamplePairs sample = SamplePairs.of(pairs, 4, random);
      for (int i = 0; i < pairs && run % 2 == 0; i++) {
        sample.similarities[i] = Math.round(4 * sample.similarities[i]) / 4f; // many ties
      }
      agree(
          where,
          new NaiveVerification(sample.similarities, sample.same, sample.folds),
          sample.judged());
    }
  }

  private static void agree(String where, NaiveVerification naive, VerificationMetrics metrics) {
    assertThat(metrics.areaUnderCurve()).as(where).isCloseTo(naive.area(), EXACT);
    for (TarAtFar each : metrics.tarAtFar()) {
      assertThat(each.trueAcceptRate())
          .as(where)
          .isEqualTo(naive.trueAcceptRateAt(each.falseAcceptRate()));
      each.threshold()
          .ifPresent(
              t ->
                  assertThat(naive.trueAcceptRate(t))
                      .as(where)
                      .isEqualTo(each.trueAcceptRate().getAsDouble()));
    }
    EqualError equal = metrics.equalError();
    assertThat(naive.falseAcceptRate(equal.threshold()))
        .as(where)
        .isEqualTo(equal.falseAcceptRate());
    assertThat(Math.abs(equal.falseAcceptRate() - equal.falseRejectRate()))
        .as(where)
        .isCloseTo(naive.leastImbalance(), EXACT);
    for (RocPoint point : metrics.curve()) {
      assertThat(naive.falseAcceptRate(point.threshold()))
          .as(where)
          .isEqualTo(point.falseAcceptRate());
      assertThat(naive.trueAcceptRate(point.threshold()))
          .as(where)
          .isEqualTo(point.trueAcceptRate());
    }
    for (FoldedAccuracy.Fold fold : metrics.accuracy().orElseThrow().folds()) {
      assertThat(naive.accuracyWithout(fold.fold(), fold.threshold()))
          .as(where)
          .isEqualTo(naive.bestWithout(fold.fold()));
      assertThat(naive.accuracyWithin(fold.fold(), fold.threshold()))
          .as(where)
          .isEqualTo(fold.accuracy());
    }
  }

  @Test
  void theAreaIsTheLibrarysRankStatistic() {
    SamplePairs sample = SamplePairs.of(5000, 10, new Random(3));
    double statistic =
        MannWhitneyUTest.withDefaults()
            .statistic(similarities(sample, true), similarities(sample, false));

    assertThat(sample.judged().areaUnderCurve()).isCloseTo(statistic / 2500 / 2500, EXACT);
  }

  private static double[] similarities(SamplePairs sample, boolean same) {
    return IntStream.range(0, sample.same.length)
        .filter(i -> sample.same[i] == same)
        .mapToDouble(i -> sample.similarities[i])
        .toArray();
  }

  @Test
  void keepsTheCurveShortAndWithinTheFullOne() {
    VerificationMetrics metrics = SamplePairs.of(60_000, 10, new Random(4)).judged();

    assertThat(metrics.curve()).hasSizeBetween(60, 130);
    assertThat(metrics.curve().getLast().falseAcceptRate()).isEqualTo(1);
    assertThat(metrics.curve().getLast().trueAcceptRate()).isEqualTo(1);
    assertThat(metrics.curve())
        .isSortedAccordingTo((a, b) -> Double.compare(b.threshold(), a.threshold()));
  }

  @Test
  void refusesWhatCannotBeJudged() {
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Verification.of(new float[] {1, Float.NaN}, new boolean[] {true, false}))
        .withMessageContaining("similarity of pair 1 is NaN");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Verification.of(new float[] {1, 2}, new boolean[] {true, true}))
        .withMessageContaining("found 2 and 0");
    assertThatExceptionOfType(DataException.class)
        .isThrownBy(() -> Verification.of(new float[0], new boolean[0]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Verification.of(new float[2], new boolean[3]))
        .withMessageContaining("found 2, 3 and 2");
  }

  @Test
  void theTableSaysWhatCouldNotBeMeasured() {
    assertThat(VerificationTable.of(SamplePairs.of(3000, 10, new Random(5)).judged()))
        .contains("accuracy over 10 folds")
        .contains("1,500 pairs of one person, 1,500 of two.")
        .containsPattern("always the more frequent kind of pairs +\\| +50.00 \\|")
        .containsPattern("\\| 1e-3 +\\| +\\d+\\.\\d\\d \\| +\\d\\.\\d{4} \\| +1 \\|")
        .containsPattern("\\| 1e-4 +\\| +– \\| +– \\| +– \\|")
        .contains("–: 1,500 pairs of two persons are too few for this FAR.")
        .contains("With fewer than 30 false accepts a rate hangs on a few faces.");
  }
}
