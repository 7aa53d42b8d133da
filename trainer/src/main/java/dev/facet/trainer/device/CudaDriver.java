package dev.facet.trainer.device;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * NVIDIA's driver, asked through its C interface (CUDA Driver API: cuInit, cuDriverGetVersion,
 * cuDeviceGetCount, cuDeviceGet, cuDeviceGetName, cuDeviceGetAttribute).
 */
final class CudaDriver implements Driver {
  /** CUDA 11.0, as the driver writes it: what libraries of CUDA 11.6 need at least. */
  private static final int LEAST_VERSION = 11000;

  private static final int CAPABILITY_MAJOR = 75;
  private static final int CAPABILITY_MINOR = 76;
  private static final int NO_DEVICE = 100;
  private static final int NAME_LENGTH = 256;

  private final String library;

  /** The driver in a shared library, by its name or path. */
  CudaDriver(String library) {
    this.library = library;
  }

  @Override
  public List<Gpu> gpus() throws Obstacle {
    SymbolLookup symbols = load();
    try (Arena arena = Arena.ofConfined()) {
      Calls calls = new Calls(symbols, arena.allocate(JAVA_INT));
      int started = calls.status("cuInit", 0);
      if (started == NO_DEVICE) {
        return List.of();
      }
      calls.require("cuInit", started);
      requireRecent(calls.number("cuDriverGetVersion"));
      int count = calls.number("cuDeviceGetCount");
      List<Gpu> gpus = new ArrayList<>();
      MemorySegment name = arena.allocate(NAME_LENGTH);
      for (int index = 0; index < count; index++) {
        int device = calls.number("cuDeviceGet", index);
        calls.require(
            "cuDeviceGetName", calls.status("cuDeviceGetName", name, NAME_LENGTH, device));
        gpus.add(
            new Gpu(
                index,
                name.getString(0),
                calls.number("cuDeviceGetAttribute", CAPABILITY_MAJOR, device),
                calls.number("cuDeviceGetAttribute", CAPABILITY_MINOR, device)));
      }
      return gpus;
    }
  }

  @SuppressWarnings("restricted") // the launcher grants native access; ND4J needs it anyway
  private SymbolLookup load() throws Obstacle {
    try {
      // for the life of the process: a driver is not made to be unloaded
      return SymbolLookup.libraryLookup(library, Arena.global());
    } catch (IllegalArgumentException e) {
      throw new Obstacle(
          "there is no NVIDIA driver (%s cannot be loaded)".formatted(library),
          "install NVIDIA's driver");
    }
  }

  private static void requireRecent(int version) throws Obstacle {
    if (version < LEAST_VERSION) {
      throw new Obstacle(
          "the NVIDIA driver knows CUDA %d.%d, but ND4J needs 11.0 or newer"
              .formatted(version / 1000, version % 1000 / 10),
          "update the driver");
    }
  }

  /**
   * Calls of functions that answer with a status and take whole numbers and addresses.
   *
   * @param symbols where the functions are
   * @param answer where a function writes its number
   */
  private record Calls(SymbolLookup symbols, MemorySegment answer) {
    /** The number that a function writes to its first argument. */
    int number(String function, int... arguments) throws Obstacle {
      List<Object> all = new ArrayList<>(List.of(answer));
      for (int argument : arguments) {
        all.add(argument);
      }
      require(function, status(function, all.toArray()));
      return answer.get(JAVA_INT, 0);
    }

    void require(String function, int status) throws Obstacle {
      if (status != 0) {
        throw new Obstacle(
            "the NVIDIA driver does not work (%s answers error %d)".formatted(function, status),
            "see whether nvidia-smi works");
      }
    }

    @SuppressWarnings("restricted")
    int status(String function, Object... arguments) throws Obstacle {
      MemoryLayout[] layouts = new MemoryLayout[arguments.length];
      for (int i = 0; i < layouts.length; i++) {
        layouts[i] = arguments[i] instanceof MemorySegment ? ADDRESS : JAVA_INT;
      }
      MemorySegment address =
          symbols
              .find(function)
              .orElseThrow(
                  () ->
                      new Obstacle(
                          "the NVIDIA driver has no function " + function, "update the driver"));
      MethodHandle handle =
          Linker.nativeLinker().downcallHandle(address, FunctionDescriptor.of(JAVA_INT, layouts));
      try {
        return (int) handle.invokeWithArguments(arguments);
      } catch (Throwable e) {
        throw new IllegalStateException("a call of the driver cannot throw", e);
      }
    }
  }
}
