package dev.facet.trainer.kernel;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * oneDNN, called directly. ND4J has a oneDNN of its own, but hands it plain arrays only, for which
 * its convolutions take two to three times as long.
 */
public final class OneDnn {
  /** {@code -Dfacet.onednn=false} keeps to ND4J's operators. */
  private static final String SWITCH = "facet.onednn";

  private OneDnn() {}

  /** Loaded on first use, so that a platform without the library never touches it. */
  private static final class Cpu {
    static final engine ENGINE;
    static final stream STREAM;

    static {
      // both bring an OpenMP runtime: ND4J's is the newer one and has to be there first
      Nd4j.getExecutioner();
      ENGINE = new engine(engine.kind.cpu, 0);
      STREAM = new stream(ENGINE);
    }
  }

  private static final class Availability {
    static final boolean AVAILABLE = probe();

    private static boolean probe() {
      if (System.getProperty(SWITCH, "true").equals("false")) {
        return false;
      }
      try {
        return !Cpu.ENGINE.isNull();
      } catch (LinkageError e) {
        // no build of the library for this platform
        return false;
      }
    }
  }

  /** Whether there is a build for this platform and nobody switched it off. */
  public static boolean available() {
    return Availability.AVAILABLE;
  }

  static engine engine() {
    return Cpu.ENGINE;
  }

  /** Feature maps with their channels last. */
  static memory.desc maps(long... shape) {
    return new memory.desc(shape, memory.data_type.f32, memory.format_tag.nhwc);
  }

  /** An array of four extents in C order. */
  static memory.desc plain(long... shape) {
    return new memory.desc(shape, memory.data_type.f32, memory.format_tag.nchw);
  }

  /** An array whose order oneDNN chooses. */
  static memory.desc free(long... shape) {
    return new memory.desc(shape, memory.data_type.f32, memory.format_tag.any);
  }

  /** How many floats hold an array of that order. */
  static long floats(memory.desc order) {
    return (order.get_size() + Float.BYTES - 1) / Float.BYTES;
  }

  static memory memory(memory.desc order, INDArray array) {
    return new memory(order, Cpu.ENGINE, Memory.pointer(array));
  }

  /** Copies from one order to another each time it runs. */
  static Runnable reorder(memory from, memory to) {
    reorder copy = new reorder(from, to);
    return () -> {
      copy.execute(Cpu.STREAM, from, to);
      Cpu.STREAM._wait();
    };
  }

  /** Runs a primitive on fixed arguments, given as pairs of an index and its memory. */
  static Runnable execution(primitive work, Object... arguments) {
    IntMemoryMap map = new IntMemoryMap();
    for (int i = 0; i < arguments.length; i += 2) {
      map.put((int) arguments[i], (memory) arguments[i + 1]);
    }
    return () -> {
      work.execute(Cpu.STREAM, map);
      Cpu.STREAM._wait();
    };
  }

  /** Copies maps from one order to the other each time it runs. */
  public static Runnable reorder(INDArray from, INDArray to) {
    return reorder(memory(order(from), from), memory(order(to), to));
  }

  private static memory.desc order(INDArray maps) {
    return switch (MapOrder.of(maps)) {
      case PLANES -> plain(maps.shape());
      case CHANNELS_LAST -> maps(maps.shape());
    };
  }
}
