package dev.facet.trainer.cli;

import dev.facet.trainer.data.AttributeDataset;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.DataFacts;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.IdentityClasses;
import dev.facet.trainer.data.Layouts;
import dev.facet.trainer.data.Partition;
import dev.facet.trainer.data.PictureCheck;
import dev.facet.trainer.data.pairs.VerificationPairs;
import dev.facet.trainer.evaluate.JsonFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code facet-trainer inspect}: reads data as the other commands do and says what it holds. */
@Command(
    name = "inspect",
    description = "Reads faces and pairs of faces, checks them, and says what they hold.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  facet-trainer inspect --data celeba --pictures",
      "  facet-trainer inspect --data lfw --pairs lfw/pairs.txt --pairs agedb_30.bin"
    })
final class InspectCommand implements Callable<Integer> {
  private static final int MOST_NAMED = 20;

  @Spec private CommandSpec spec;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Faces in CelebA's or LFWA's layout or a folder per person.")
  private Optional<Path> data;

  @Option(
      names = "--pairs",
      paramLabel = "FILE",
      description =
          "Pairs for verification: LFW's pairs.txt, whose pictures are in --data or beside it, or"
              + " a .bin set.")
  private List<Path> pairs = new ArrayList<>();

  @Option(names = "--pictures", description = "Decode every picture too.")
  private boolean pictures;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description =
          "Also write what --data holds as JSON: digests, faces, persons and how many show each"
              + " attribute, by partition.")
  private Optional<Path> json;

  @Override
  public Integer call() {
    if (data.isEmpty() && json.isPresent()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--json says what --data holds: give --data too");
    }
    if (data.isEmpty() && pairs.isEmpty()) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "Missing required option: '--data' or '--pairs'");
    }
    PrintWriter output = spec.commandLine().getOut();
    List<String> broken = new ArrayList<>();
    data.ifPresent(
        folder -> {
          AttributeDataset faces = Layouts.read(folder);
          output.print(describe(faces));
          DataFacts facts = DataFacts.of(faces);
          if (pictures) {
            PictureCheck check = PictureCheck.of(faces);
            broken.addAll(check.broken());
            facts = facts.withPictures(check.sha256(), check.broken().size());
          }
          if (json.isPresent()) {
            JsonFile.write(json.orElseThrow(), facts);
          }
        });
    for (Path file : pairs) {
      VerificationPairs set =
          VerificationPairs.read(
              file, data.orElseGet(() -> file.toAbsolutePath().normalize().getParent()));
      output.printf("%s: %s%n", file, set);
      if (pictures) {
        broken.addAll(undecodable(set.faces()));
      }
    }
    output.flush();
    if (!broken.isEmpty()) {
      broken.stream().limit(MOST_NAMED).forEach(spec.commandLine().getErr()::println);
      throw new DataException(
          "%d pictures cannot be decoded, of which the first %d are named above: replace them."
              .formatted(broken.size(), Math.min(MOST_NAMED, broken.size())));
    }
    return 0;
  }

  private static String describe(AttributeDataset data) {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%s: %d attributes, digest %s%n%-12s %8s %8s%n",
            data.root(),
            data.attributes().size(),
            data.digest(),
            "partition",
            "faces",
            "persons"));
    for (Partition partition : Partition.values()) {
      List<Example> faces = data.size(partition) == 0 ? List.of() : data.examples(partition);
      text.append(
          String.format(
              Locale.ROOT,
              "%-12s %8d %8d%n",
              partition.label(),
              faces.size(),
              IdentityClasses.of(faces).count()));
    }
    return text.toString();
  }

  private static List<String> undecodable(List<Example> faces) {
    return faces.parallelStream().flatMap(face -> mistake(face).stream()).toList();
  }

  private static Optional<String> mistake(Example face) {
    try {
      face.picture().decode();
      return Optional.empty();
    } catch (DataException e) {
      return Optional.of(e.getMessage());
    }
  }
}
