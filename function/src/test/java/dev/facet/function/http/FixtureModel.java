package dev.facet.function.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** Serves the bundles of the test resources, whose answers can be computed by hand. */
public class FixtureModel implements QuarkusTestProfile {
  public static final String ATTRIBUTES = "/v1/attributes";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "facet.bundles", "src/test/resources/bundles",
        "facet.model", "mean-colour",
        // it would keep every body of a request as text
        "quarkus.test.rest-assured.enable-logging-on-failure", "false");
  }
}
