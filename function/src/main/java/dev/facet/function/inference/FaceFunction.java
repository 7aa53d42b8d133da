package dev.facet.function.inference;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.image.ImagePreparer;
import dev.facet.function.image.OpenedImage;
import dev.facet.function.image.PixelAllowance;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What the function does: images in, readings out, a few requests at a time. */
@Singleton
public class FaceFunction {
  private final FacetConfig.Limits limits;
  private final Duration deadline;
  private final Callers callers;

  FaceFunction(FacetConfig config, ReadingTimes times) {
    this.limits = config.limits();
    this.deadline = config.queueDeadline();
    this.callers =
        new Callers(
            FacetConfig.callers(config), config.batch().size(), config.batch().delay(), times);
    times.waiting(callers::waiting);
  }

  /**
   * Runs a model over images, which wait for their turn first. Blocks the calling thread, which
   * should be a virtual one.
   *
   * @param outputs which of the model's outputs are wanted, at least one; each is in its manifest
   * @return one reading for each image, in their order
   * @throws ProblemException when the function is overloaded or stopping
   */
  public List<Reading> read(ServedModel model, Set<String> outputs, List<ImageFile> images)
      throws InterruptedException {
    Work work = open(model, outputs, images);
    if (work.isEmpty()) {
      return work.readings();
    }
    Duration wait = callers.expectedWait();
    if (wait.compareTo(deadline) > 0) {
      throw new ProblemException(
          ProblemType.OVERLOADED,
          "The request would wait about %d ms for its turn, more than facet.queue-deadline (%d ms) allows; send it again later."
              .formatted(wait.toMillis(), deadline.toMillis()));
    }
    callers.add(work);
    return finished(work);
  }

  /** What can be known of the images without decoding them is found before anything waits. */
  private Work open(ServedModel model, Set<String> outputs, List<ImageFile> images) {
    ImagePreparer preparer = new ImagePreparer(model.manifest().height(), model.manifest().width());
    PixelAllowance allowance = new PixelAllowance(limits.pixels(), limits.requestPixels());
    Work work = new Work(model, outputs, images.size());
    for (int place = 0; place < images.size(); place++) {
      try {
        switch (images.get(place)) {
          case ImageFile.Sent sent -> {
            OpenedImage image = preparer.open(sent.bytes(), sent.where(), allowance);
            work.add(place, image.pixels(), image::write);
          }
          case ImageFile.Shown shown -> {
            OpenedImage image =
                preparer.open(shown.sent().bytes(), shown.sent().where(), allowance);
            work.add(place, image.pixels(), batch -> show(image, batch, shown.seen()));
          }
          case ImageFile.Prepared prepared ->
              work.add(place, 0, batch -> batch.put(prepared.pixels().duplicate()));
          case ImageFile.Unreadable unreadable -> throw unreadable.problem();
        }
      } catch (ProblemException problem) {
        work.fill(place, new Reading.Refused(problem));
      }
    }
    return work;
  }

  private static void show(OpenedImage image, ByteBuffer batch, ByteBuffer seen) {
    int start = batch.position();
    image.write(batch);
    seen.put(0, batch, start, batch.position() - start);
  }

  private List<Reading> finished(Work work) throws InterruptedException {
    try {
      try {
        return work.done().get(deadline.toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException late) {
        if (callers.withdraw(work)) {
          throw new ProblemException(
              ProblemType.OVERLOADED,
              "The request waited %d ms for its turn, which facet.queue-deadline allows; send it again later."
                  .formatted(deadline.toMillis()));
        }
        return work.done().get(); // it has begun
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("images could not be read", e.getCause());
    } catch (InterruptedException e) {
      if (!callers.withdraw(work)) {
        work.done().handle((readings, failure) -> readings).join(); // the model is still in use
      }
      throw e;
    }
  }

  @PreDestroy
  void close() {
    callers.close();
  }
}
