package dev.facet.function.inference;

import dev.facet.function.image.ImagePreparer;
import dev.facet.function.image.PixelAllowance;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs one model over a request's images, a few at a time. */
final class ImagesReader {
  /** Larger batches gain little on a processor, and their memory stays with the runtime. */
  private static final int BATCH = 16;

  private final ServedModel model;
  private final ReadingTimes times;
  private final ImagePreparer preparer;
  private final Queue<ByteBuffer> batches = new ConcurrentLinkedQueue<>();

  ImagesReader(ServedModel model, ReadingTimes times) {
    this.model = model;
    this.times = times;
    this.preparer = new ImagePreparer(model.manifest().height(), model.manifest().width());
  }

  /** One reading for each image, in their order. */
  List<Reading> read(Set<String> outputs, List<ImageFile> images, PixelAllowance allowance) {
    ByteBuffer batch = Objects.requireNonNullElseGet(batches.poll(), () -> model.newBatch(BATCH));
    try {
      return read(outputs, images, allowance, batch);
    } finally {
      batches.add(batch); // as many as threads ever read at the same time
    }
  }

  private List<Reading> read(
      Set<String> outputs, List<ImageFile> images, PixelAllowance allowance, ByteBuffer batch) {
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
        infer(outputs, batch, prepared, readings);
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
      case ImageFile.Prepared prepared -> batch.put(prepared.pixels().duplicate());
      case ImageFile.Unreadable unreadable -> throw unreadable.problem();
    }
  }

  private void infer(
      Set<String> outputs, ByteBuffer batch, List<Integer> places, Reading[] readings) {
    int images = places.size();
    Map<String, FloatBuffer> values = times.inference(() -> model.run(batch, images, outputs));
    for (int i = 0; i < images; i++) {
      Map<String, FloatBuffer> ofImage = new HashMap<>();
      for (Map.Entry<String, FloatBuffer> output : values.entrySet()) {
        int length = output.getValue().capacity() / images;
        ofImage.put(output.getKey(), output.getValue().slice(i * length, length));
      }
      readings[places.get(i)] = new Reading.Read(ofImage);
    }
  }
}
