package dev.facet.function.inference;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.image.PixelAllowance;
import dev.facet.function.model.ServedModel;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the function does: images in, readings out, a few requests at a time. */
@Singleton
public class FaceFunction {
  private final Map<ServedModel, ImagesReader> readers = new ConcurrentHashMap<>();
  private final FacetConfig.Limits limits;
  private final ReadingTimes times;
  private final Turns turns;

  FaceFunction(FacetConfig config, ReadingTimes times) {
    this.limits = config.limits();
    this.times = times;
    this.turns =
        new Turns(
            config.concurrency().orElseGet(() -> Runtime.getRuntime().availableProcessors()),
            config.queueDeadline());
  }

  /**
   * Runs a model over images. Waits for a turn first.
   *
   * @param outputs which of the model's outputs are wanted, at least one; each is in its manifest
   * @return one reading for each image, in their order
   * @throws dev.facet.function.problem.ProblemException when the function is overloaded or stopping
   */
  public List<Reading> read(ServedModel model, Set<String> outputs, List<ImageFile> images)
      throws InterruptedException {
    ImagesReader reader = readers.computeIfAbsent(model, served -> new ImagesReader(served, times));
    PixelAllowance allowance = new PixelAllowance(limits.pixels(), limits.requestPixels());
    return turns.take(() -> reader.read(outputs, images, allowance), times::queue);
  }

  @PreDestroy
  void close() {
    turns.close();
  }
}
