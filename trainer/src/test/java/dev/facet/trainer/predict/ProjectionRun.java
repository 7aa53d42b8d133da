package dev.facet.trainer.predict;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.file.WholeFile;
import dev.facet.trainer.network.Tensors;
import dev.facet.trainer.recipe.Recipe;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import dev.facet.trainer.run.RunInfo;
import dev.facet.trainer.weights.Transfer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A run without any training whose embedding is a random projection of the face's pixels: faces
 * that look alike have like embeddings.
 */
public final class ProjectionRun {
  private static final int SIZE = 64;

  private ProjectionRun() {}

  /** Writes the run; it takes faces of the recipe {@code pse-tiny}'s size. */
  public static RunDirectory write(Path folder) throws IOException {
    RunDirectory run = new RunDirectory(Files.createDirectories(folder));
    Recipe recipe = Recipes.find("pse-tiny", Map.of());
    InputSpec input = recipe.input();
    int values = input.valuesPerFace();
    Random random = new Random(5);
    float[] weights = new float[values * SIZE];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) random.nextGaussian();
    }
    SameDiff graph = SameDiff.create();
    SDVariable images =
        graph.placeHolder(
            Tensors.IMAGES,
            DataType.FLOAT,
            -1,
            InputSpec.CHANNELS,
            input.cropHeight(),
            input.cropWidth());
    graph
        .linalg()
        .matmul(
            Tensors.EMBEDDING,
            graph.reshape(images, -1, values),
            graph.constant("projection", Nd4j.create(weights, new long[] {values, SIZE}, 'c')));
    graph.save(run.graph().toFile(), false);
    WholeFile.replace(run.recipe(), Recipes.write(recipe));
    WholeFile.replace(
        run.info(),
        new RunInfo(
                RunInfo.FORMAT,
                "projection",
                "projection",
                1,
                List.of(),
                List.of(),
                0,
                Transfer.none(),
                new RunInfo.Dataset("none", "free to use", "", "", 0, 0, 0),
                "test",
                new RunInfo.Engine("none", "none", 1),
                1,
                1,
                1)
            .toJson());
    return run;
  }
}
