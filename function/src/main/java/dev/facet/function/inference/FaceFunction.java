package dev.facet.function.inference;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.image.PixelAllowance;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the function does: images in, readings out, a few requests at a time. */
@Singleton
public class FaceFunction {
  private final Map<ServedModel, AttributeReader> readers = new ConcurrentHashMap<>();
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
   * Reads the attributes of images. Waits for a turn first.
   *
   * @return one reading for each image, in their order
   * @throws dev.facet.function.problem.ProblemException when the function is overloaded or stopping
   */
  public List<Reading> attributes(ServedModel model, List<ImageFile> images)
      throws InterruptedException {
    AttributeReader reader =
        readers.computeIfAbsent(model, served -> new AttributeReader(served, times));
    PixelAllowance allowance = new PixelAllowance(limits.pixels(), limits.requestPixels());
    return turns.take(() -> reader.read(images, allowance), times::queue);
  }

  @PreDestroy
  void close() {
    turns.close();
  }
}
