package dev.facet.manifests;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects that are applied together.
 *
 * @param all in the order of the file
 */
public record Manifests(List<Manifest> all) {
  private static final ObjectReader YAML =
      YAMLMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build()
          .readerFor(JsonNode.class);

  /** A copy of them. */
  public Manifests {
    all = List.copyOf(all);
  }

  /**
   * Reads all documents of a YAML file.
   *
   * @throws ManifestException when it cannot be read
   */
  public static Manifests read(String file) {
    try (InputStream content = Files.newInputStream(Path.of(file))) {
      return read(file, content);
    } catch (IOException e) {
      throw new ManifestException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  /**
   * Reads all documents of a stream of YAML.
   *
   * @param name how findings call it
   * @throws ManifestException when it is no YAML or holds no object
   */
  public static Manifests read(String name, InputStream content) {
    List<Manifest> all = new ArrayList<>();
    try (MappingIterator<JsonNode> documents = YAML.readValues(content)) {
      while (documents.hasNextValue()) {
        JsonNode document = documents.nextValue();
        if (document != null && !document.isNull() && !document.isMissingNode()) {
          all.add(new Manifest(name, document));
        }
      }
    } catch (IOException e) {
      throw new ManifestException(
          "%s is no YAML: %s.".formatted(name, e.getMessage().lines().findFirst().orElse("")), e);
    }
    if (all.isEmpty()) {
      throw new ManifestException(
          "%s holds no object: give the output of kubectl kustomize.".formatted(name));
    }
    return new Manifests(all);
  }

  /** Those that make pods. */
  public Stream<Workload> workloads() {
    return all.stream().flatMap(one -> one.workload().stream());
  }

  /** One by its kind and name, whatever its group. */
  public Optional<Manifest> find(String kind, String name) {
    return all.stream()
        .filter(one -> one.kind().equals(kind) && one.name().equals(name))
        .findFirst();
  }
}
