package dev.facet.bench.serving.throughput;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Program;
import dev.facet.bench.serving.process.Usage;
import dev.facet.bench.serving.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/**
 * Where the processor time of a running function goes, while something else sends requests: samples
 * of processor time (JEP 509) by the package on top of the stack, native code included, and the
 * time of all threads as Linux counts it.
 */
public final class Profile {
  private static final String SAMPLE = "jdk.CPUTimeSample";

  private final Subject subject;
  private final Path work;
  private final Map<String, Double> before;

  private Profile(Subject subject, Path work, Map<String, Double> before) {
    this.subject = subject;
    this.work = work;
    this.before = before;
  }

  /**
   * The shares of processor time by part, the largest first.
   *
   * @param parts shares of the samples in Java threads, 0 to 1
   * @param threads seconds of processor time by kind of thread
   */
  public record Shares(Map<String, Double> parts, Map<String, Double> threads) {}

  /** Begins a recording. */
  public static Profile begin(Subject subject, Path work) {
    Profile profile = new Profile(subject, work, Usage.processorSecondsByThread(subject.child()));
    profile.jcmd("JFR.start", "name=bench", SAMPLE + "#enabled=true", SAMPLE + "#throttle=10ms");
    return profile;
  }

  /** Ends the recording and reads it. */
  public Shares end() {
    Path file = work.resolve("profile.jfr");
    jcmd("JFR.stop", "name=bench", "filename=" + file);
    Map<String, Double> threads = new TreeMap<>();
    Usage.processorSecondsByThread(subject.child())
        .forEach(
            (name, seconds) ->
                threads.merge(kind(name), seconds - before.getOrDefault(name, 0.0), Double::sum));
    return new Shares(sorted(parts(file)), sorted(threads));
  }

  private static Map<String, Double> parts(Path file) {
    Map<Part, Integer> samples = new EnumMap<>(Part.class);
    int all = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
          List<String> frames = new ArrayList<>();
          for (RecordedFrame frame : event.getStackTrace().getFrames()) {
            frames.add(frame.getMethod().getType().getName());
          }
          samples.merge(Part.of(frames), 1, Integer::sum);
          all++;
        }
      }
    } catch (IOException e) {
      throw new BenchException("The profile %s cannot be read.".formatted(file), e);
    }
    Map<String, Double> shares = new LinkedHashMap<>();
    for (Map.Entry<Part, Integer> part : samples.entrySet()) {
      shares.put(part.getKey().title(), part.getValue() / (double) all);
    }
    return shares;
  }

  /** Threads of a pool count together; Linux knows the first fifteen characters of a name. */
  private static String kind(String thread) {
    if (thread.startsWith("C1 Compiler") || thread.startsWith("C2 Compiler")) {
      return "compiling";
    }
    if (thread.startsWith("G1 ") || thread.startsWith("GC ") || thread.startsWith("VM Thread")) {
      return "collecting garbage";
    }
    if (thread.startsWith("JFR ")) {
      return "the profile itself";
    }
    return thread.replaceAll("[-#\\s]*\\d+$", "");
  }

  private static Map<String, Double> sorted(Map<String, Double> values) {
    Map<String, Double> sorted = new LinkedHashMap<>();
    values.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    return sorted;
  }

  private void jcmd(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Program.ofJdk("jcmd").toString());
    command.add(Long.toString(subject.child().pid()));
    command.addAll(List.of(arguments));
    Child.run("jcmd", command, Map.of(), work.resolve("jcmd.log"), Duration.ofSeconds(60));
  }
}
