package dev.facet.pipeline.step;

import dev.facet.pipeline.Folders;
import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.gate.Verdict;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** What people see: lines as the work goes on, and a summary in Markdown at the end. */
public final class Console {
  private final PrintWriter out;
  private final Optional<Path> jobSummary;
  private final StringBuilder summary = new StringBuilder();

  /**
   * Writes lines to a console.
   *
   * @param jobSummary a file that a CI shows, to which the summary is added
   */
  public Console(PrintWriter out, Optional<Path> jobSummary) {
    this.out = out;
    this.jobSummary = jobSummary;
  }

  /** A line. */
  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** A verdict: its reasons as lines, its table into the summary. */
  void show(Verdict verdict) {
    say(
        "  %d of %d checks passed"
            .formatted(verdict.rows().size() - verdict.reasons().size(), verdict.rows().size()));
    verdict.reasons().forEach(reason -> say("  FAILS  " + reason));
    summary.append(verdict.markdown());
  }

  /** A paragraph of the summary, and a line. */
  void conclude(String sentence) {
    say(sentence);
    summary.insert(0, sentence + "\n\n");
  }

  /** Writes the summary. */
  void close(String title, Path file) {
    String text = "## %s%n%n%s".formatted(title, summary);
    Folders.replace(file, text.getBytes(StandardCharsets.UTF_8));
    jobSummary.ifPresent(
        page -> {
          try {
            Files.writeString(page, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
          } catch (IOException e) {
            throw new PipelineException("%s cannot be written (%s).".formatted(page, e), e);
          }
        });
  }
}
