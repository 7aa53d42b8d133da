package dev.facet.trainer.cli;

import dev.facet.trainer.evaluate.EpochRow;
import dev.facet.trainer.fit.FitListener;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.weights.Transfer;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * Shows how a run goes on: a progress bar with loss, speed and time left on a terminal, one line an
 * epoch elsewhere.
 */
final class FitConsole implements FitListener, AutoCloseable {
  private static final int SHOWN = 3;

  private final PrintWriter output;
  private Optional<ProgressBar> bar = Optional.empty();

  FitConsole(PrintWriter output) {
    this.output = output;
  }

  @Override
  public void begins(Transfer transfer) {
    output.printf("begins with %s:%n", transfer.source());
    list("taken", transfer.taken());
    list("begin anew", transfer.missing());
    list("of another shape, begin anew", transfer.different());
    list("not needed", transfer.unused());
    output.flush();
  }

  /** How many names there are, what becomes of them, and the first of them. */
  private void list(String fate, List<String> names) {
    if (!names.isEmpty()) {
      String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
      output.printf(
          "  %4d %s: %s%s%n", names.size(), fate, first, names.size() > SHOWN ? ", ..." : "");
    }
  }

  @Override
  public void started(Recipe recipe, int stepsPerEpoch, long position, long parameters) {
    int epochs = recipe.training().epochs();
    output.printf(
        Locale.ROOT,
        "recipe %s: %,d parameters, %d epochs of %d steps of %d faces, seed %d%n",
        recipe.name(),
        parameters,
        epochs,
        stepsPerEpoch,
        recipe.training().batchSize(),
        recipe.training().seed());
    if (position > 0) {
      output.printf(
          Locale.ROOT, "going on after step %,d of %,d%n", position, (long) epochs * stepsPerEpoch);
    }
    output.flush();
    close();
    if (Launcher.atTerminal()) {
      bar =
          Optional.of(
              new ProgressBarBuilder()
                  .setTaskName("fit")
                  .setStyle(ProgressBarStyle.ASCII)
                  .setInitialMax((long) epochs * stepsPerEpoch)
                  .startsFrom(position, java.time.Duration.ZERO)
                  .setUpdateIntervalMillis(500)
                  .build());
    }
  }

  @Override
  public void stepped(int epoch, long count, double loss, double imagesPerSecond) {
    bar.ifPresent(
        each -> {
          each.stepTo(count);
          each.setExtraMessage(
              String.format(
                  Locale.ROOT, " epoch %d loss %.2f %.0f images/s", epoch, loss, imagesPerSecond));
        });
  }

  @Override
  public void finished(EpochRow row) {
    // on a terminal the line takes the bar's place, and the bar is drawn anew below it
    output.print(bar.isPresent() ? "\r\u001b[K" : "");
    output.printf(
        Locale.ROOT,
        "epoch %3d  loss %7.3f%s%s%s  %5.0f images/s%s%n",
        row.epoch(),
        row.trainLoss(),
        some("  validation %7.3f", 1, row.validationLoss()),
        some("  %6.2f %%", 100, row.validationMeanAccuracy()),
        some("  verification %5.2f %%", 100, row.validationVerification()),
        row.imagesPerSecond(),
        row.waitedShare() < 0.02
            ? ""
            : String.format(Locale.ROOT, "  waited %.0f %%", 100 * row.waitedShare()));
    output.flush();
  }

  private static String some(String format, double factor, OptionalDouble value) {
    return value.isPresent()
        ? String.format(Locale.ROOT, format, factor * value.getAsDouble())
        : "";
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
    bar = Optional.empty();
  }
}
