package dev.facet.manifests.rule;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.facet.manifests.Finding;
import dev.facet.manifests.Manifest;
import dev.facet.manifests.Manifests;
import dev.facet.manifests.Rule;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * An object is what its schema says: no field that there is not, none missing, each of its type.
 * The schemas lie beside this class; {@code infra/kubernetes/schemas} says where they come from.
 */
public final class SchemaRule implements Rule {
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private final Map<String, Optional<Schema>> schemas = new ConcurrentHashMap<>();

  @Override
  public Stream<Finding> findings(Manifest one, Manifests all) {
    Optional<Schema> schema = schemas.computeIfAbsent(file(one), this::load);
    if (schema.isEmpty()) {
      return Stream.of(
          new Finding(
              one,
              "/apiVersion",
              "no schema of %s in %s is known here; correct it, or add the schema."
                  .formatted(one.kind(), one.apiVersion())));
    }
    return schema.get().validate(one.content()).stream().map(error -> finding(one, error));
  }

  private static Finding finding(Manifest one, Error error) {
    return new Finding(one, error.getInstanceLocation().toString(), error.getMessage());
  }

  private static String file(Manifest one) {
    return "%s-%s.json".formatted(one.apiVersion().replace('/', '-'), one.kind());
  }

  private Optional<Schema> load(String file) {
    try (InputStream content = SchemaRule.class.getResourceAsStream("schemas/" + file)) {
      return Optional.ofNullable(content).map(schema -> registry.getSchema(schema));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
