package dev.facet.function.inference;

import dev.facet.function.image.ImagePreparer;
import dev.facet.function.image.PixelAllowance;
import dev.facet.function.problem.ProblemException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads the attributes of a request's images, a few at a time, with one model. */
final class AttributeReader {
  /** Larger batches gain little on a processor, and their memory stays with the runtime. */
  private static final int BATCH = 16;

  private final ServedModel model;
  private final ReadingTimes times;
  private final ImagePreparer preparer;
  private final Queue<ByteBuffer> batches = new ConcurrentLinkedQueue<>();

  AttributeReader(ServedModel model, ReadingTimes times) {
    this.model = model;
    this.times = times;
    this.preparer = new ImagePreparer(model.manifest().height(), model.manifest().width());
  }

  /** One reading for each image, in their order. */
  List<Reading> read(List<ImageFile> images, PixelAllowance allowance) {
    ByteBuffer batch = Objects.requireNonNullElseGet(batches.poll(), () -> model.newBatch(BATCH));
    try {
      return read(images, allowance, batch);
    } finally {
      batches.add(batch); // as many as threads ever read at the same time
    }
  }

  private List<Reading> read(List<ImageFile> images, PixelAllowance allowance, ByteBuffer batch) {
    Reading[] readings = new Reading[images.size()];
    List<Integer> prepared = new ArrayList<>(BATCH);
    batch.clear();
    for (int i = 0; i < readings.length; i++) {
      try {
        prepare(images.get(i), allowance, batch);
        prepared.add(i);
      } catch (ProblemException problem) {
        readings[i] = new Reading.Refused(problem);
      }
      boolean last = i == readings.length - 1;
      if (prepared.size() == BATCH || (last && !prepared.isEmpty())) {
        infer(batch, prepared, readings);
        prepared.clear();
        batch.clear();
      }
    }
    return Arrays.asList(readings);
  }

  private void prepare(ImageFile image, PixelAllowance allowance, ByteBuffer batch) {
    switch (image) {
      case ImageFile.Sent sent ->
          times.decode(() -> preparer.prepare(sent.bytes(), sent.where(), allowance, batch));
      case ImageFile.Unreadable unreadable -> throw unreadable.problem();
    }
  }

  private void infer(ByteBuffer batch, List<Integer> places, Reading[] readings) {
    float[][] probabilities = times.inference(() -> model.probabilities(batch, places.size()));
    for (int i = 0; i < places.size(); i++) {
      List<Float> row = new ArrayList<>(probabilities[i].length);
      for (float probability : probabilities[i]) {
        row.add(probability);
      }
      readings[places.get(i)] = new Reading.Read(row);
    }
  }
}
