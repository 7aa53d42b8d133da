package dev.facet.function.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Compares the configuration with its rules. */
public final class ConfigCheck {
  private static final int SHORTEST_SECRET = 16;

  private final List<String> mistakes = new ArrayList<>();

  private ConfigCheck() {}

  /** One sentence for each value that breaks a rule. */
  public static List<String> mistakes(FacetConfig config) {
    ConfigCheck check = new ConfigCheck();
    check.positive("facet.concurrency", config.concurrency().orElse(1));
    check.positive("facet.batch.size", config.batch().size());
    check.notNegative("facet.batch.delay", config.batch().delay());
    check.positive("facet.queue", config.queue());
    check.positive("facet.queue-deadline", config.queueDeadline());
    check.positive("facet.upload-deadline", config.uploadDeadline());
    config.watch().ifPresent(period -> check.positive("facet.watch", period));
    check.atLeast("facet.cuda.device-id", config.cuda().deviceId(), 0);
    config
        .cuda()
        .memoryLimit()
        .ifPresent(limit -> check.positive("facet.cuda.memory-limit", limit.asLongValue()));
    FacetConfig.Limits limits = config.limits();
    check.positive("facet.limits.body", limits.body().asLongValue());
    check.positive("facet.limits.pixels", limits.pixels());
    check.positive("facet.limits.request-pixels", limits.requestPixels());
    check.positive("facet.limits.images", limits.images());
    check.atMost("facet.limits.body", limits.body().asLongValue(), Integer.MAX_VALUE / 2);
    check.atMost("facet.limits.pixels", limits.pixels(), Integer.MAX_VALUE / 4);
    config.audit().secret().ifPresent(secret -> check.longEnough("facet.audit.secret", secret));
    return check.mistakes;
  }

  private void positive(String key, long value) {
    if (value < 1) {
      mistakes.add(key + " must be positive, found " + value + ".");
    }
  }

  private void positive(String key, Duration value) {
    if (!value.isPositive()) {
      mistakes.add(key + " must be positive, found " + value + ".");
    }
  }

  private void notNegative(String key, Duration value) {
    if (value.isNegative()) {
      mistakes.add(key + " must not be negative, found " + value + ".");
    }
  }

  private void longEnough(String key, String secret) {
    if (secret.length() < SHORTEST_SECRET) {
      mistakes.add(
          "%s must have at least %d characters, found %d."
              .formatted(key, SHORTEST_SECRET, secret.length()));
    }
  }

  private void atLeast(String key, long value, long least) {
    if (value < least) {
      mistakes.add(key + " must be at least " + least + ", found " + value + ".");
    }
  }

  private void atMost(String key, long value, long most) {
    if (value > most) {
      mistakes.add(key + " must be at most " + most + ", found " + value + ".");
    }
  }
}
