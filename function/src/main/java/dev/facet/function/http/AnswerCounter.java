package dev.facet.function.http;

import dev.facet.function.inference.Reading;
import dev.facet.function.problem.ProblemType;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.List;

/** Counts what was answered, by the kind of problem; "none" where there was none. */
@Singleton
public class AnswerCounter {
  private static final String NONE = "none";

  private final MeterRegistry registry;

  AnswerCounter(MeterRegistry registry) {
    this.registry = registry;
    count("facet.answers", NONE, 0); // so that rates can be computed from the first scrape on
    count("facet.images", NONE, 0);
    for (ProblemType type : ProblemType.values()) {
      count("facet.answers", type.slug(), 0);
    }
  }

  /** A request was answered. */
  void answered() {
    count("facet.answers", NONE, 1);
  }

  /** A request failed. */
  void failed(ProblemType type) {
    count("facet.answers", type.slug(), 1);
  }

  /** The images of an answered request. */
  void images(List<Reading> readings) {
    for (Reading reading : readings) {
      switch (reading) {
        case Reading.Read read -> count("facet.images", NONE, 1);
        case Reading.Refused refused -> count("facet.images", refused.problem().type().slug(), 1);
      }
    }
  }

  private void count(String name, String problem, int amount) {
    registry.counter(name, "problem", problem).increment(amount);
  }
}
