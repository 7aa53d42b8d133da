package dev.facet.exporter.runtime;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Keeps ONNX Runtime from telling its maker about its use. Its builds since 1.29 do so by default:
 * they keep an identifier of the device in the user's cache and send events over HTTPS, unless a
 * variable of the environment says otherwise before ONNX Runtime starts.
 */
final class Telemetry {
  private static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

  private Telemetry() {}

  /**
   * Switches it off for this process, unless the variable is set already.
   *
   * @throws IllegalStateException if that cannot be done
   */
  static void off() {
    // Windows has no such function, and events stay on the machine there
    if (System.getenv(VARIABLE) == null && !System.getProperty("os.name").startsWith("Windows")) {
      set();
    }
  }

  @SuppressWarnings(
      "restricted") // calls a function of the C library, which these programs allow themselves
  private static void set() {
    Linker linker = Linker.nativeLinker();
    MethodHandle setenv =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    int failed;
    try (Arena arena = Arena.ofConfined()) {
      failed = (int) setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
    } catch (Throwable e) {
      throw new IllegalStateException("ONNX Runtime's telemetry cannot be switched off", e);
    }
    if (failed != 0) {
      throw new IllegalStateException(
          "ONNX Runtime's telemetry cannot be switched off: set %s=1.".formatted(VARIABLE));
    }
  }
}
