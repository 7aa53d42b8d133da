package dev.facet.exporter;

import dev.facet.trainer.evaluate.AttributeMetrics;
import dev.facet.trainer.evaluate.MajoritySource;
import dev.facet.trainer.evaluate.MeanMetrics;
import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.evaluate.MetricsFile;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.weights.Transfer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import javax.imageio.ImageIO;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run directory and its dataset without any training: the tiny network with random weights, and
 * random discs in CelebA's layout.
 */
public final class SampleRun {
  /** The attributes, of four sub-networks. */
  public static final List<String> LABELS =
      List.of("Smiling", "Bald", "Eyeglasses", "Big_Nose", "Young");

  private static final int FACES = 12;

  private SampleRun() {}

  /** Writes the run into {@code folder/run} and the dataset into {@code folder/data}. */
  public static Path write(Path folder, long seed) {
    return write(folder, seed, "convolutional");
  }

  /** The same in another form of the network, {@code convolutional} or {@code none}. */
  public static Path write(Path folder, long seed, String form) {
    try {
      Path data = folder.resolve("data");
      writeFaces(data, LABELS, new Random(seed));
      RunDirectory run = new RunDirectory(folder.resolve("run"));
      Files.createDirectories(run.root());
      Recipe recipe = Recipes.find("pse-tiny", Map.of("network.excitation", form));
      Files.writeString(run.recipe(), Recipes.write(recipe));
      Network network = recipe.network().over(recipe.input(), Subjects.of(LABELS));
      Files.writeString(run.info(), info(data, recipe, network).toJson());
      writeGraph(run, recipe, new Random(seed));
      return run.root();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes another inference graph into a run, with other random weights. */
  public static void writeGraph(RunDirectory run, Recipe recipe, Random random) throws IOException {
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    recipe.network().over(recipe.input(), Subjects.of(LABELS)).build(layers);
    layers.parameters().forEach((name, parameter) -> fill(layers, name, random, 0.25, 0));
    for (Statistics statistics : layers.statistics()) {
      fill(layers, statistics.mean(), random, 0.2, 0);
      fill(layers, statistics.variance(), random, 0.1, 1);
    }
    layers.graph().save(run.graph().toFile(), false);
  }

  private static void fill(
      Layers layers, String name, Random random, double spread, double centre) {
    INDArray array = layers.graph().getArrForVarName(name);
    float[] values = new float[Math.toIntExact(array.length())];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (centre + spread * random.nextGaussian());
    }
    array.assign(Nd4j.create(values, array.shape(), 'c'));
  }

  /** Adds the results of an evaluation on the test partition. */
  public static void writeEvaluation(Path run) {
    List<AttributeMetrics> attributes =
        LABELS.stream()
            .map(
                label ->
                    new AttributeMetrics(
                        label, 0.5, 40, 5, 50, 5, 0.55, OptionalDouble.of(0.8), 0.03))
            .toList();
    MeanMetrics means =
        new MeanMetrics(
            0.9,
            OptionalDouble.of(0.01),
            0.55,
            OptionalDouble.of(0.89),
            5,
            OptionalDouble.of(0.8),
            5,
            0.03);
    MetricsFile.write(
        new RunDirectory(run).evaluation("test"),
        new Metrics(100, MajoritySource.TRAIN, means, attributes, List.of()));
  }

  /** Facts about a run that never was. */
  static RunInfo info(Path data, Recipe recipe, Network network) {
    return new RunInfo(
        RunInfo.FORMAT,
        recipe.network().label(),
        recipe.name(),
        1,
        network.attributes(),
        network.groups(),
        12345,
        Transfer.none(),
        new RunInfo.Dataset("discs", "free to use", data.toString(), "0123abcd", 8, 2, 2),
        "0.1.0",
        new RunInfo.Engine("none", "none", 1),
        1,
        1.0,
        8.0);
  }

  /** Random discs in CelebA's layout with labels that alternate. */
  static void writeFaces(Path data, List<String> labels, Random random) throws IOException {
    Path images = data.resolve("img_align_celeba");
    Files.createDirectories(images);
    StringBuilder attributes = new StringBuilder(FACES + "\n" + String.join(" ", labels) + "\n");
    StringBuilder partitions = new StringBuilder();
    for (int i = 0; i < FACES; i++) {
      String name = "%06d.jpg".formatted(i + 1);
      ImageIO.write(disc(random), "jpg", images.resolve(name).toFile());
      attributes.append(name);
      for (int a = 0; a < labels.size(); a++) {
        attributes.append(a % 2 == 0 ? " 1" : " -1");
      }
      attributes.append('\n');
      partitions.append(name).append(i < 8 ? " 0\n" : i < 10 ? " 1\n" : " 2\n");
    }
    Files.writeString(data.resolve("list_attr_celeba.txt"), attributes);
    Files.writeString(data.resolve("list_eval_partition.txt"), partitions);
  }

  private static BufferedImage disc(Random random) {
    BufferedImage image = new BufferedImage(50, 60, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setColor(new Color(random.nextInt(1 << 24)));
    graphics.fillRect(0, 0, 50, 60);
    graphics.setColor(new Color(random.nextInt(1 << 24)));
    graphics.fillOval(5 + random.nextInt(10), 5 + random.nextInt(10), 30, 40);
    graphics.dispose();
    return image;
  }
}
