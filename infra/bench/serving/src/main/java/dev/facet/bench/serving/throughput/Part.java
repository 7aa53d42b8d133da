package dev.facet.bench.serving.throughput;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The parts of answering a request that processor time is counted by. */
enum Part {
  INFERENCE("inference (ONNX Runtime)", "ai.onnxruntime."),
  RESIZE("resizing", "dev.facet.function.image.Resampler", "dev.facet.function.image.Filter"),
  DECODE(
      "decoding",
      "dev.facet.function.image.",
      "com.sun.imageio.",
      "javax.imageio.",
      "com.twelvemonkeys.",
      "com.drew.",
      "sun.java2d.",
      "sun.awt.",
      "java.awt."),
  JSON("JSON", "com.fasterxml.jackson.", "dev.facet.function.http.answer."),
  REST("REST and injection", "org.jboss.resteasy.", "io.quarkus.", "io.smallrye.", "jakarta."),
  METRICS("metrics", "io.micrometer.", "io.prometheus.", "io.opentelemetry."),
  HTTP("HTTP and sockets", "io.netty.", "io.vertx.", "sun.nio.", "java.net."),
  FACET("the function's own code", "dev.facet."),
  WAITING(
      "threads and queues", "java.util.concurrent.", "java.lang.VirtualThread", "jdk.internal.vm."),
  OTHER("other Java");

  private final String title;
  private final Pattern packages;

  Part(String title, String... prefixes) {
    this.title = title;
    this.packages =
        Pattern.compile(
            prefixes.length == 0
                ? "(?!)"
                : Arrays.stream(prefixes).map(Pattern::quote).collect(Collectors.joining("|")));
  }

  /** How a table calls it. */
  String title() {
    return title;
  }

  /**
   * Whose time a stack of calls is: the first of its frames that belongs to a part decides.
   *
   * @param frames names of classes with their packages, the innermost first
   */
  static Part of(List<String> frames) {
    for (String frame : frames) {
      for (Part part : values()) {
        if (part.packages.matcher(frame).lookingAt()) {
          return part;
        }
      }
    }
    return OTHER;
  }
}
