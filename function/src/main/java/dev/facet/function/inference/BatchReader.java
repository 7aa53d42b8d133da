package dev.facet.function.inference;

import dev.facet.function.model.Runner;
import dev.facet.function.problem.ProblemException;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
   * Reads a batch.
   *
   * @param batch at least one image, all for the same outputs of the same model
   * @return what became of each, in the order of the batch; the model is not in use any more
   * @throws IllegalStateException when the runtime fails, which no image can cause
   */
  List<Reading> read(List<Job> batch) {
    times.queue(batch);
    List<Reading> readings = new ArrayList<>(Collections.nCopies(batch.size(), null));
    times.batch(batch, () -> read(batch, readings));
    return readings;
  }

  private void read(List<Job> batch, List<Reading> readings) {
    Work first = batch.getFirst().work();
    try (Runner runner = first.model().runner(most)) {
      List<Job> decoded = decode(batch, readings, runner);
      if (!decoded.isEmpty()) {
        Map<String, FloatBuffer> values =
            times.inference(decoded, () -> runner.run(decoded.size(), first.outputs()));
        int image = 0;
        for (int i = 0; i < batch.size(); i++) {
          if (readings.get(i) == null) {
            readings.set(i, new Reading.Read(ofImage(values, image++, decoded.size())));
          }
        }
      }
    }
  }

  /** Writes the images that can be decoded one after the other; the others have their reading. */
  private List<Job> decode(List<Job> batch, List<Reading> readings, Runner runner) {
    List<Job> decoded = new ArrayList<>(batch.size());
    for (int i = 0; i < batch.size(); i++) {
      Job job = batch.get(i);
      try {
        times.decode(job, () -> job.source().accept(runner.input()));
        decoded.add(job);
      } catch (ProblemException problem) {
        readings.set(i, new Reading.Refused(problem));
      }
    }
    return decoded;
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
