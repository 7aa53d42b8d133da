package dev.facet.function.config;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;

/** The configuration that a user's keys make. */
public final class Configured {
  private Configured() {}

  /** The configuration with these keys, and defaults for the others. */
  public static FacetConfig with(Map<String, String> keys) {
    return new SmallRyeConfigBuilder()
        .withMapping(FacetConfig.class)
        .withConverter(Duration.class, 100, new DurationConverter())
        .withConverter(MemorySize.class, 100, new MemorySizeConverter())
        .withSources(new PropertiesConfigSource(keys, "test", 100))
        .build()
        .getConfigMapping(FacetConfig.class);
  }
}
