package dev.facet.trainer.cli;

import dev.facet.trainer.device.Device;
import java.io.Console;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Starts the same program again in a process that ND4J runs well in: the C library's allocator and
 * OpenMP read their settings from the environment when a process begins, and the Vector API has to
 * be asked for on the command line.
 */
public final class Launcher {
  private static final String MARK = "FACET_LAUNCHED";
  private static final String TERMINAL = "terminal";
  private static final String PLAIN = "plain";

  /**
   * A freed block returns to the allocator, not to the system, and waiting threads sleep, but only
   * after a moment: waking one up takes longer than most waits last.
   */
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OMP_WAIT_POLICY", "passive",
          "GOMP_SPINCOUNT", "1000",
          "MALLOC_MMAP_THRESHOLD_", "4000000000",
          "MALLOC_TRIM_THRESHOLD_", "4000000000",
          "MALLOC_TOP_PAD_", "268435456");

  private Launcher() {}

  /**
   * Runs the program in a fresh process and waits for it, unless this is that process already.
   *
   * @param main the program
   * @param arguments its arguments
   * @return the exit status, or nothing if the caller is to go on itself
   * @throws IOException if no process can be started
   */
  public static OptionalInt relaunch(Class<?> main, String... arguments) throws IOException {
    return relaunch(main, Device.Processor.plain(), arguments);
  }

  /**
   * Runs the program in a fresh process that computes on a device, and waits for it, unless this is
   * that process already.
   *
   * @param main the program
   * @param device what ND4J is to compute on
   * @param arguments its arguments
   * @return the exit status, or nothing if the caller is to go on itself
   * @throws IOException if no process can be started
   */
  static OptionalInt relaunch(Class<?> main, Device device, String... arguments)
      throws IOException {
    if (System.getenv(MARK) != null) {
      endWithLauncher();
      return OptionalInt.empty();
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags(device));
    command.addAll(givenFlags());
    command.add(main.getName());
    command.addAll(List.of(arguments));
    // standard input is a pipe that nobody writes to: it ends when this process does
    ProcessBuilder builder =
        new ProcessBuilder(command).inheritIO().redirectInput(ProcessBuilder.Redirect.PIPE);
    // not on the command line: ONNX Runtime 1.29 overflows its stack when that is long
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put(MARK, atTerminal() ? TERMINAL : PLAIN);
    ENVIRONMENT.forEach(builder.environment()::putIfAbsent);
    device.environment().forEach(builder.environment()::putIfAbsent);
    Process child = builder.start();
    Thread ender = new Thread(child::destroy, "end-child");
    Runtime.getRuntime().addShutdownHook(ender);
    while (true) {
      try {
        return OptionalInt.of(child.waitFor());
      } catch (InterruptedException e) {
        child.destroy();
      }
    }
  }

  /** The JVM's flags that the programs need. */
  private static List<String> flags(Device device) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--add-modules=jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Djava.awt.headless=true",
                // JavaCPP would stop at a guess of the machine's memory
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=0"));
    String extension = device instanceof Device.Processor ? extension() : "";
    if (!extension.isEmpty()) {
      flags.add("-Dorg.bytedeco.javacpp.platform.extension=" + extension);
    }
    return flags;
  }

  /** What the user gave this JVM, after ours so that it wins; debuggers stay here. */
  private static List<String> givenFlags() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> !flag.startsWith("-agentlib") && !flag.startsWith("-javaagent"))
        .toList();
  }

  /** Which of the native builds that travel fits this processor. */
  private static String extension() {
    String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String architecture = System.getProperty("os.arch");
    if (!os.equals("linux") || !architecture.equals("amd64")) {
      return "";
    }
    try {
      String processor = Files.readString(Path.of("/proc/cpuinfo"));
      return processor.contains(" avx512f ") && processor.contains(" avx512bw ")
          ? "-onednn-avx512"
          : "-onednn-avx2";
    } catch (IOException e) {
      return "-onednn-avx2";
    }
  }

  /** Whether a person watches: the process that {@link #relaunch} began with has a terminal. */
  public static boolean atTerminal() {
    String mark = System.getenv(MARK);
    return mark == null
        ? Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent()
        : mark.equals(TERMINAL);
  }

  /** Ends this process as soon as the one that started it is gone, even if that was killed. */
  private static void endWithLauncher() {
    Thread.ofPlatform()
        .daemon()
        .name("end-with-launcher")
        .start(
            () -> {
              try {
                System.in.transferTo(OutputStream.nullOutputStream());
              } catch (IOException e) {
                // a broken pipe says the same as its end
              }
              Runtime.getRuntime().halt(137);
            });
  }
}
