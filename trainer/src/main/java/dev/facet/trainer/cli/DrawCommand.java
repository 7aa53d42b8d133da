package dev.facet.trainer.cli;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.draw.DrawnFaces;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer draw}: a dataset of drawn faces, to try everything without CelebA. */
@Command(
    name = "draw",
    description = {
      "Draws faces in CelebA's layout, to try everything without CelebA.",
      "Their attributes can be learnt; they are free of any terms."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  facet-trainer draw --out drawn --count 2000"})
final class DrawCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out;

  @Option(
      names = "--count",
      defaultValue = "2000",
      description = "How many faces. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--width",
      defaultValue = "89",
      description = "Their width in pixels. Default: ${DEFAULT-VALUE}.")
  private int width;

  @Option(
      names = "--height",
      defaultValue = "109",
      description = "Their height in pixels. Default: ${DEFAULT-VALUE}.")
  private int height;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "The same seed draws the same faces. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() throws Exception {
    if (Files.exists(out)) {
      throw new DataException(out + " exists already: name a folder that does not.");
    }
    DrawnFaces.write(out, count, width, height, seed);
    spec.commandLine().getOut().printf("%,d drawn faces written to %s%n", count, out);
    return 0;
  }
}
