package dev.facet.function.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.facet.function.bundle.Manifest;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * The memory for one run of a model at a time, outside of the heap and used again for the next run,
 * and the runtime's views of it. Borrow one from {@link ServedModel#runner}, fill its input, run,
 * read the outputs, and close it, which wipes the images and gives it back. Not safe for several
 * threads.
 */
public final class Runner implements AutoCloseable {
  private final ServedModel model;
  private final OrtSession session;
  private final int most;
  private final ByteBuffer input;
  private final Views<OnnxTensor> inputs;
  private final Map<String, Output> outputs = new HashMap<>();

  Runner(ServedModel model, OrtSession session, int most) {
    this.model = model;
    this.session = session;
    this.most = most;
    this.input = ByteBuffer.allocateDirect(most * model.bytesPerImage());
    this.inputs =
        new Views<>(
            most,
            images ->
                tensor(
                    input.duplicate().clear().limit(images * model.bytesPerImage()),
                    model.inputShape(images)));
  }

  private static OnnxTensor tensor(ByteBuffer memory, long[] shape) {
    try {
      return OnnxTensor.createTensor(
          OrtEnvironment.getEnvironment(), memory, shape, OnnxJavaType.UINT8);
    } catch (OrtException e) {
      throw new IllegalStateException("the runtime refused memory for images", e);
    }
  }

  /** The largest batch. */
  int most() {
    return most;
  }

  /**
   * Where the images {@code [N, H, W, 3]} are written; its position is where the next one goes, and
   * 0 when the runner was borrowed.
   */
  public ByteBuffer input() {
    return input;
  }

  /**
   * Runs the network over the images at the beginning of the input.
   *
   * @param images how many, from 1 to the largest batch
   * @param wanted the names of those of its outputs that are wanted, at least one
   * @return the values of each output, {@code [N, ...]} row by row, from position 0 to the limit;
   *     they are overwritten by the next run
   * @throws IllegalStateException when the runtime fails, which no image can cause
   */
  public Map<String, FloatBuffer> run(int images, Set<String> wanted) {
    Map<String, OnnxTensor> pinned = HashMap.newHashMap(wanted.size());
    Map<String, FloatBuffer> values = HashMap.newHashMap(wanted.size());
    for (String name : wanted) {
      Output output = outputs.computeIfAbsent(name, n -> new Output(model.lengthOf(n), n));
      pinned.put(name, output.views.of(images));
      values.put(name, output.values(images));
    }
    try {
      // written in place; the result only refers to what is pinned
      session.run(Map.of(Manifest.IMAGES, inputs.of(images)), pinned).close();
      return values;
    } catch (OrtException e) {
      throw new IllegalStateException("inference failed", e);
    }
  }

  /** Wipes the images and what was read in them, and gives the memory back to the model. */
  @Override
  public void close() {
    MemorySegment.ofBuffer(input.clear()).fill((byte) 0);
    outputs.values().forEach(Output::wipe);
    model.takeBack(this);
  }

  /** Frees what the runtime holds. */
  void free() {
    inputs.close();
    outputs.values().forEach(output -> output.views.close());
    outputs.clear();
  }

  /** The memory of one output. */
  private final class Output {
    private final int length;
    private final FloatBuffer memory;
    private final Views<OnnxTensor> views;

    Output(int length, String name) {
      this.length = length;
      this.memory =
          ByteBuffer.allocateDirect(Float.BYTES * most * length)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
      this.views = new Views<>(most, images -> tensor(values(images), model.shapeOf(name, images)));
    }

    void wipe() {
      MemorySegment.ofBuffer(memory.duplicate().clear()).fill((byte) 0);
    }

    FloatBuffer values(int images) {
      return memory.duplicate().clear().limit(images * length);
    }

    private static OnnxTensor tensor(FloatBuffer memory, long[] shape) {
      try {
        return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), memory, shape);
      } catch (OrtException e) {
        throw new IllegalStateException("the runtime refused memory for an output", e);
      }
    }
  }

  /** One view of the same memory for each size of a batch, made when it is first needed. */
  private static final class Views<T extends AutoCloseable> implements AutoCloseable {
    private final Map<Integer, T> bySize = new HashMap<>();
    private final IntFunction<T> maker;

    Views(int most, IntFunction<T> maker) {
      this.maker =
          images -> {
            if (images < 1 || images > most) {
              throw new IllegalArgumentException(
                  "a batch has 1 to " + most + " images, found " + images);
            }
            return maker.apply(images);
          };
    }

    T of(int images) {
      return bySize.computeIfAbsent(images, maker::apply);
    }

    @Override
    public void close() {
      for (T view : bySize.values()) {
        try {
          view.close();
        } catch (Exception e) {
          throw new IllegalStateException("a tensor could not be closed", e);
        }
      }
      bySize.clear();
    }
  }
}
