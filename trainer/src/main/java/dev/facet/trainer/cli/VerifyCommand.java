package dev.facet.trainer.cli;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.pairs.RandomPairs;
import dev.facet.trainer.data.pairs.VerificationPairs;
import dev.facet.trainer.device.Device;
import dev.facet.trainer.evaluate.JsonFile;
import dev.facet.trainer.evaluate.verification.VerificationMetrics;
import dev.facet.trainer.evaluate.verification.VerificationTable;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.predict.RunPredictor;
import dev.facet.trainer.report.EvaluationText;
import dev.facet.trainer.report.Judgement;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunReport;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer verify}: judges a run's embeddings on pairs of faces. */
@Command(
    name = "verify",
    description = {
      "Judges how well a run's embeddings tell whether two faces are of one person.",
      "Pairs are read from a file, or made of the faces of a partition whose persons are not in the"
          + " training partition: all of them, or random ones.",
      "Prints accuracy over folds, equal error rate and TAR at FAR 1e-1 to 1e-5. Writes"
          + " verification-PAIRS.json, .md, and .html with the ROC curve."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  facet-trainer verify --run runs/arcface --data celeba",
      "  facet-trainer verify --run runs/arcface --data celeba --random 10000",
      "  facet-trainer verify --run runs/arcface --data lfw --pairs lfw/pairs.txt",
      "  facet-trainer verify --run runs/arcface --pairs agedb_30.bin"
    })
final class VerifyCommand implements Callable<Integer>, Main.NeedsEngine {
  @Spec private CommandSpec spec;

  @Mixin private DeviceChoice device = new DeviceChoice();

  @Option(
      names = "--run",
      required = true,
      paramLabel = "RUN",
      description = "A finished run whose network has an embedding.")
  private Path run;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Faces whose persons are known; with --pairs the folder of LFW's pictures.")
  private Optional<Path> data;

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description =
          "Pairs: LFW's pairs.txt, whose pictures are in --data or beside it, or a .bin set.")
  private Optional<Path> pairs;

  @Option(
      names = "--partition",
      defaultValue = "test",
      description = "Makes pairs of train, validation or test. Default: ${DEFAULT-VALUE}.")
  private String partition;

  @Option(
      names = "--random",
      paramLabel = "N",
      description = "Draw N pairs, half of them of one person if there are so many. Default: all.")
  private Optional<Integer> random;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "The same seed draws the same pairs. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where to write. Default: the run directory.")
  private Optional<Path> out;

  @Override
  public boolean needsEngine() {
    return data.isPresent() || pairs.isPresent();
  }

  @Override
  public Device device() {
    return device.device();
  }

  @Override
  public Integer call() throws Exception {
    if (random.isPresent() && (pairs.isPresent() || random.get() < 2)) {
      throw usage("--random must be 2 or more, and cannot stand beside --pairs");
    }
    RunDirectory source = RunDirectory.finished(run);
    RunDirectory target = new RunDirectory(out.orElse(run));
    String name = pairs.map(VerifyCommand::nameOf).orElseGet(() -> label());
    VerificationPairs set = pairs.isPresent() ? read(pairs.get()) : make();
    Files.createDirectories(target.root());
    device.begin(spec.commandLine().getOut());
    try (RunPredictor predictor = new RunPredictor(source)) {
      VerificationMetrics metrics = predictor.verify(set);
      String table = VerificationTable.of(metrics);
      JsonFile.write(target.verification(name), metrics);
      WholeFile.replace(
          target.verificationTables(name),
          "# %s on pairs of %s%n%n%s".formatted(predictor.info().recipe(), name, table));
      RunReport.write(
          target.verificationReport(name),
          predictor.info(),
          List.of(),
          name,
          Judgement.of(metrics));
      PrintWriter output = spec.commandLine().getOut();
      output.println(EvaluationText.plain(table));
      output.printf("Written to %s%n", target.verificationReport(name));
      output.flush();
    }
    return 0;
  }

  private String label() {
    return Partition.parse(partition).label();
  }

  /** A file's name without its ending. */
  private static String nameOf(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private VerificationPairs read(Path file) {
    return VerificationPairs.read(
        file, data.orElseGet(() -> file.toAbsolutePath().normalize().getParent()));
  }

  private VerificationPairs make() {
    AttributeDataset faces =
        Layouts.read(data.orElseThrow(() -> usage("Missing option: '--data' or '--pairs'")));
    List<Example> strangers = faces.strangers(Partition.parse(partition));
    return random.isPresent()
        ? RandomPairs.draw(strangers, random.get(), seed)
        : RandomPairs.all(strangers);
  }

  private CommandLine.ParameterException usage(String mistake) {
    return new CommandLine.ParameterException(spec.commandLine(), mistake);
  }
}
