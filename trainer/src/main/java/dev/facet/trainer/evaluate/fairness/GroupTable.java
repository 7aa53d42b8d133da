package dev.facet.trainer.evaluate.fairness;

import dev.facet.trainer.evaluate.fairness.GroupMetrics.Grouping;
import dev.facet.trainer.evaluate.fairness.GroupMetrics.Resampling;
import dev.facet.trainer.evaluate.table.MarkdownTable;
import dev.facet.trainer.evaluate.table.Percent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Differences between groups as text. */
public final class GroupTable {
  private static final int MOST_SHOWN = 3;

  private GroupTable() {}

  /** Everything as Markdown, rates in percent; nothing without groupings. */
  public static String of(GroupMetrics metrics) {
    if (metrics.groupings().isEmpty()) {
      return "";
    }
    return metrics.groupings().stream()
            .map(GroupTable::section)
            .collect(Collectors.joining("\n", "## Groups\n\n", "\n"))
        + notes(metrics);
  }

  /**
   * A few lines for a terminal: for each grouping the mean differences, without sign, and the
   * attributes that are treated most differently; nothing without groupings.
   */
  public static String summary(GroupMetrics metrics) {
    if (metrics.groupings().isEmpty()) {
      return "";
    }
    MarkdownTable means =
        new MarkdownTable(
            "groups by",
            "faces with",
            "without",
            "labelled",
            "predicted",
            "equalised odds",
            "accuracy");
    for (Grouping grouping : metrics.groupings()) {
      means.row(
          grouping.by(),
          count(grouping.facesWith()),
          count(grouping.facesWithout()),
          Percent.of(mean(grouping, GroupTable::labelled)),
          Percent.of(mean(grouping, gap -> value(gap.demographicParity()))),
          Percent.of(mean(grouping, gap -> value(gap.equalisedOdds()))),
          Percent.of(mean(grouping, gap -> value(gap.accuracy()))));
    }
    return means.text()
        + "Differences, mean over the attributes, percent. Labelled: how much the faces themselves differ.\n"
        + metrics.groupings().stream().map(GroupTable::most).collect(Collectors.joining());
  }

  private static String most(Grouping grouping) {
    List<AttributeGap> byOdds =
        grouping.attributes().stream()
            .filter(gap -> gap.equalisedOdds().isPresent())
            .sorted(
                Comparator.comparingDouble(
                    (AttributeGap gap) -> -gap.equalisedOdds().orElseThrow().value()))
            .limit(MOST_SHOWN)
            .toList();
    return byOdds.isEmpty()
        ? ""
        : byOdds.stream()
            .map(
                gap ->
                    gap.attribute() + " " + Percent.of(gap.equalisedOdds().orElseThrow().value()))
            .collect(
                Collectors.joining(
                    ", ", "Equalised odds by %s differ most for ".formatted(grouping.by()), ".\n"));
  }

  private static String count(int faces) {
    return String.format(Locale.ROOT, "%,d", faces);
  }

  private static OptionalDouble mean(
      Grouping grouping, Function<AttributeGap, OptionalDouble> difference) {
    return grouping.attributes().stream()
        .map(difference)
        .flatMapToDouble(OptionalDouble::stream)
        .map(Math::abs)
        .average();
  }

  private static OptionalDouble labelled(AttributeGap gap) {
    OptionalDouble with = gap.with().prevalence();
    OptionalDouble without = gap.without().prevalence();
    return with.isPresent() && without.isPresent()
        ? OptionalDouble.of(with.getAsDouble() - without.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble value(Optional<Estimate> estimate) {
    return estimate.isPresent()
        ? OptionalDouble.of(estimate.get().value())
        : OptionalDouble.empty();
  }

  private static String section(Grouping grouping) {
    MarkdownTable table =
        new MarkdownTable(
            "attribute",
            "labelled, with",
            "without",
            "predicted, with",
            "without",
            "difference",
            "TPR, with",
            "without",
            "FPR, with",
            "without",
            "equalised odds",
            "accuracy, with",
            "without",
            "difference");
    for (AttributeGap gap : grouping.attributes()) {
      table.row(
          gap.attribute(),
          Percent.of(gap.with().prevalence()),
          Percent.of(gap.without().prevalence()),
          Percent.of(gap.with().positiveRate()),
          Percent.of(gap.without().positiveRate()),
          signed(gap.demographicParity()),
          Percent.of(gap.with().truePositiveRate()),
          Percent.of(gap.without().truePositiveRate()),
          Percent.of(gap.with().falsePositiveRate()),
          Percent.of(gap.without().falsePositiveRate()),
          odds(gap.equalisedOdds()),
          Percent.of(gap.with().accuracy()),
          Percent.of(gap.without().accuracy()),
          signed(gap.accuracy()));
    }
    return String.format(
            Locale.ROOT,
            "### %s\n\n%,d faces with, %,d without, by their labels.\n\n",
            grouping.by(),
            grouping.facesWith(),
            grouping.facesWithout())
        + table.text();
  }

  /** What the numbers mean and how they were found, in plain sentences. */
  public static String notes(GroupMetrics metrics) {
    Resampling resampling = metrics.resampling();
    String unit =
        switch (resampling.unit()) {
          case IDENTITY -> "identities";
          case FACE -> "faces";
        };
    String alone =
        resampling.unit() == GroupMetrics.Unit.IDENTITY && resampling.facesOfNobody() > 0
            ? String.format(
                Locale.ROOT, " (%,d of them faces of unknown persons)", resampling.facesOfNobody())
            : "";
    return String.format(
        Locale.ROOT,
        """
        Numbers in percent; differences are with minus without. Difference of predicted: demographic \
        parity. Equalised odds: the larger of the differences of TPR and FPR, without sign. In \
        brackets: %.0f %% bootstrap intervals, %,d resamples of %,d %s%s, seed %d. %s: fewer than %d \
        faces (or units) stand behind the number.
        """,
        100 * resampling.confidence(),
        resampling.resamples(),
        resampling.units(),
        unit,
        alone,
        resampling.seed(),
        Percent.UNDEFINED,
        metrics.leastFaces());
  }

  private static String signed(Optional<Estimate> estimate) {
    return text(estimate, Percent::signed);
  }

  private static String odds(Optional<Estimate> estimate) {
    return text(estimate, Percent::of);
  }

  private static String text(Optional<Estimate> estimate, Function<Double, String> number) {
    return estimate
        .map(
            known ->
                number.apply(known.value())
                    + known
                        .interval()
                        .map(
                            ends ->
                                " [%s, %s]"
                                    .formatted(number.apply(ends.low()), number.apply(ends.high())))
                        .orElse(" [–]"))
        .orElse(Percent.UNDEFINED);
  }
}
