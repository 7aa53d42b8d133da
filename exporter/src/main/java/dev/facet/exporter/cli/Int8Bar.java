package dev.facet.exporter.cli;

import dev.facet.exporter.quantize.Int8Progress;
import dev.facet.trainer.cli.Launcher;
import java.io.PrintWriter;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how far a quantization has come: a bar in a terminal, now and then a line elsewhere. */
final class Int8Bar implements Int8Progress, AutoCloseable {
  private static final int LINES = 5;

  private final PrintWriter err;
  private Optional<ProgressBar> bar = Optional.empty();

  Int8Bar(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void done(int done, int total, String what) {
    if (Launcher.atTerminal()) {
      ProgressBar shown = bar.orElseGet(Int8Bar::open);
      bar = Optional.of(shown);
      shown.maxHint(total).stepTo(done);
      shown.setExtraMessage(" " + what);
    } else if (done % Math.max(1, total / LINES) == 0 || done == total) {
      err.printf("int8      step %d of %d: %s%n", done, total, what);
      err.flush();
    }
  }

  private static ProgressBar open() {
    return new ProgressBarBuilder().setTaskName("int8").setStyle(ProgressBarStyle.ASCII).build();
  }

  @Override
  public void close() {
    bar.ifPresent(ProgressBar::close);
  }
}
