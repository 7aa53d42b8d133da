package dev.facet.pipeline;

import dev.facet.pipeline.tool.JarTool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Datasets in CelebA's layout for the tests. */
final class Faces {
  private static final int DRAWN = 1000;

  private Faces() {}

  /** The dataset that {@code -Dpipeline.data} names, or drawn faces. */
  static Path find(Path folder, Path trainer) {
    String named = System.getProperty("pipeline.data", "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path drawn = folder.resolve("drawn");
    new JarTool(trainer, new PrintWriter(new StringWriter()))
        .run(
            List.of(
                "draw",
                "--out",
                drawn.toString(),
                "--count",
                Integer.toString(DRAWN),
                "--width",
                "45",
                "--height",
                "55"),
            folder.resolve("draw.log"));
    return drawn;
  }

  /** The same dataset with only those faces that show an attribute. */
  static Path onlyWith(String attribute, Path data, Path to) throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("list_attr_celeba.txt"));
    List<String> names = List.of(lines.get(1).trim().split("\\s+", -1));
    int column = 1 + names.indexOf(attribute);
    List<String> kept = new ArrayList<>();
    for (String line : lines.subList(2, lines.size())) {
      if (line.trim().split("\\s+", -1)[column].equals("1")) {
        kept.add(line);
      }
    }
    Files.createDirectories(to);
    List<String> list = new ArrayList<>(List.of(Integer.toString(kept.size()), lines.get(1)));
    list.addAll(kept);
    Files.write(to.resolve("list_attr_celeba.txt"), list);
    Files.createSymbolicLink(
        to.resolve("img_align_celeba"), data.resolve("img_align_celeba").toAbsolutePath());
    Set<String> pictures =
        kept.stream().map(line -> line.split("\\s+", -1)[0]).collect(Collectors.toSet());
    for (String other : List.of("list_eval_partition.txt", "identity_CelebA.txt")) {
      if (Files.exists(data.resolve(other))) {
        Files.write(
            to.resolve(other),
            Files.readAllLines(data.resolve(other)).stream()
                .filter(line -> pictures.contains(line.split("\\s+", -1)[0]))
                .toList());
      }
    }
    return to;
  }
}
