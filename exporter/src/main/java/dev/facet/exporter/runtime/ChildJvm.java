package dev.facet.exporter.runtime;

import static java.util.stream.Collectors.joining;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a program in a Java process of its own, for native libraries that a file of a stranger could
 * bring down: whatever becomes of that process, this one goes on.
 *
 * @param limit how long it may take
 * @param memory how many bytes it may hold; watched where the system is Linux
 * @param flags of its Java beside those that every such process gets
 */
public record ChildJvm(Duration limit, long memory, List<String> flags) {
  private static final long LOOK_MILLISECONDS = 20;
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+([0-9]+) kB");

  /** Copies the list. */
  public ChildJvm {
    flags = List.copyOf(flags);
  }

  /** How a process ended. */
  public sealed interface End {
    /** By itself, with a status. */
    record Status(int status) implements End {}

    /** It took longer than it may. */
    record TooSlow() implements End {}

    /** It held more memory than it may. */
    record TooLarge() implements End {}

    /**
     * What is wrong with such an end, as a part of a sentence; empty for status 0.
     *
     * @param library whose code the process ran
     */
    default Optional<String> complaint(String library) {
      return switch (this) {
        case Status(int status) when status == 0 -> Optional.empty();
        case Status(int status) ->
            Optional.of("%s broke down on it with status %d".formatted(library, status));
        case TooSlow slow -> Optional.of("%s was not done with it in time".formatted(library));
        case TooLarge large ->
            Optional.of("%s took more memory for it than there may be".formatted(library));
      };
    }
  }

  /**
   * Runs a program to its end and throws away what it prints.
   *
   * @param main the program
   * @param folder where it runs, and leaves what a crash leaves
   * @param arguments of the program
   */
  public End run(Class<?> main, Path folder, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.resolve("crash.log")));
    command.addAll(flags);
    command.add(main.getName());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    // not on the command line: ONNX Runtime 1.29 overflows its stack when that is long
    builder.environment().put("CLASSPATH", absolute(System.getProperty("java.class.path")));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException("no Java process can be started", e);
    }
    try {
      return watch(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new End.TooSlow();
    } finally {
      process.destroyForcibly();
    }
  }

  private End watch(Process process) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (!process.waitFor(LOOK_MILLISECONDS, TimeUnit.MILLISECONDS)) {
      if (System.nanoTime() > end) {
        return new End.TooSlow();
      }
      if (resident(process) > memory) {
        return new End.TooLarge();
      }
    }
    return new End.Status(process.exitValue());
  }

  /** The bytes that a process holds; 0 where nobody says. */
  private static long resident(Process process) {
    try {
      Matcher found =
          RESIDENT.matcher(
              Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")));
      return found.find() ? 1024 * Long.parseLong(found.group(1)) : 0;
    } catch (IOException e) {
      return 0; // it has just ended, or this is no Linux
    }
  }

  /** The class path from any folder. */
  private static String absolute(String classPath) {
    return Pattern.compile(File.pathSeparator)
        .splitAsStream(classPath)
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(joining(File.pathSeparator));
  }
}
