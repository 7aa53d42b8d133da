package dev.facet.function.inference;

import dev.facet.function.model.Runner;
import dev.facet.function.problem.ProblemException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Decodes the images of a batch, runs their model over them once and hands out what it says. */
final class BatchReader {
  private final int most;
  private final ReadingTimes times;

  /** For batches of up to this many images. */
  BatchReader(int most, ReadingTimes times) {
    this.most = most;
    this.times = times;
  }

  /**
   * Reads a batch and fills the place of every image of it.
   *
   * @param batch at least one image, all for the same outputs of the same model
   * @throws IllegalStateException when the runtime fails, which no image can cause
   */
  void read(List<Job> batch) {
    times.queue(batch);
    times.batch(batch, () -> readNow(batch));
  }

  private void readNow(List<Job> batch) {
    Work first = batch.getFirst().work();
    try (Runner runner = first.model().runner(most)) {
      List<Job> decoded = decode(batch, runner);
      if (!decoded.isEmpty()) {
        run(decoded, first.outputs(), runner);
      }
    }
  }

  private List<Job> decode(List<Job> batch, Runner runner) {
    List<Job> decoded = new ArrayList<>(batch.size());
    for (Job job : batch) {
      try {
        times.decode(job, () -> job.source().accept(runner.input()));
        decoded.add(job);
      } catch (ProblemException problem) {
        job.work().finish(job.place(), new Reading.Refused(problem));
      }
    }
    return decoded;
  }

  private void run(List<Job> images, Set<String> outputs, Runner runner) {
    Map<String, FloatBuffer> values =
        times.inference(images, () -> runner.run(images.size(), outputs));
    for (int i = 0; i < images.size(); i++) {
      Job job = images.get(i);
      job.work().finish(job.place(), new Reading.Read(ofImage(values, i, images.size())));
    }
  }

  /** A copy: the runner uses its buffers again. */
  private static Map<String, FloatBuffer> ofImage(
      Map<String, FloatBuffer> values, int image, int images) {
    Map<String, FloatBuffer> copies = HashMap.newHashMap(values.size());
    values.forEach(
        (output, all) -> {
          int length = all.remaining() / images;
          float[] copy = new float[length];
          all.get(image * length, copy);
          copies.put(output, FloatBuffer.wrap(copy).asReadOnlyBuffer());
        });
    return copies;
  }
}
