package dev.facet.exporter;

import dev.facet.trainer.augment.Seeds;
import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.network.Network;
import dev.facet.trainer.network.Subjects;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run of any recipe without any training: the network as its seed begins it, with running moments
 * that no normalisation begins with.
 */
final class RecipeRun {
  private static final List<String> LABELS =
      Arrays.stream(CelebaAttribute.values()).map(CelebaAttribute::label).toList();

  private RecipeRun() {}

  /** Writes the run into {@code folder/run} and a dataset into {@code folder/data}. */
  static Path write(Path folder, Recipe recipe, long seed) throws IOException {
    Path data = folder.resolve("data");
    SampleRun.writeFaces(data, LABELS, new Random(seed));
    RunDirectory run = new RunDirectory(folder.resolve("run"));
    Files.createDirectories(run.root());
    Files.writeString(run.recipe(), Recipes.write(recipe));
    Network network = recipe.network().over(recipe.input(), new Subjects(LABELS, 7));
    Files.writeString(run.info(), SampleRun.info(data, recipe, network).toJson());
    Layers layers = new Layers(Mode.INFERENCE, DataType.FLOAT);
    network.build(layers);
    for (Parameter parameter : layers.parameters().values()) {
      float[] values = new float[Math.toIntExact(parameter.length())];
      parameter.start().fill(values, Seeds.mix(seed, parameter.name().hashCode()));
      INDArray array = layers.graph().getArrForVarName(parameter.name());
      array.assign(Nd4j.create(values, array.shape(), 'c'));
    }
    Random random = new Random(seed);
    for (Statistics statistics : layers.statistics()) {
      INDArray mean = layers.graph().getArrForVarName(statistics.mean());
      INDArray variance = layers.graph().getArrForVarName(statistics.variance());
      for (int channel = 0; channel < statistics.channels(); channel++) {
        mean.putScalar(channel, 0.2 * random.nextGaussian());
        variance.putScalar(channel, 0.5 + random.nextDouble());
      }
    }
    layers.graph().save(run.graph().toFile(), false);
    return run.root();
  }
}
