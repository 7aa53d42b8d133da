package dev.facet.function.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.config.FacetConfig;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Which attributes are told, whatever the model knows: the others leave every answer. */
@Singleton
public class AttributePolicy {
  /** Outputs whose columns are attributes: as a tensor they would tell the hidden ones too. */
  private static final Set<String> BY_ATTRIBUTE = Set.of(Manifest.PROBABILITIES, Manifest.AFFINITY);

  private final Set<String> hidden;
  private final ObjectMapper json;

  AttributePolicy(FacetConfig config, ObjectMapper json) {
    this.hidden = Set.copyOf(config.attributes().hide().orElse(Set.of()));
    this.json = json;
  }

  /** Whether an attribute is told. */
  public boolean tells(String attribute) {
    return !hidden.contains(attribute);
  }

  /** The places of the attributes that are told among a model's labels, ascending. */
  public List<Integer> places(Manifest manifest) {
    return IntStream.range(0, manifest.labels().size())
        .filter(label -> tells(manifest.labels().get(label)))
        .boxed()
        .toList();
  }

  /** The labels that are told, in the model's order. */
  public List<String> labels(Manifest manifest) {
    return manifest.labels().stream().filter(this::tells).toList();
  }

  /**
   * The outputs that may be told as whole tensors. One with a column for each attribute may only if
   * all of them are told: a tensor with fewer columns would give the others' numbers to whoever
   * counts columns, and one with made-up numbers would lie.
   */
  public Set<String> tensors(Manifest manifest) {
    boolean all = manifest.labels().stream().allMatch(this::tells);
    return manifest.outputs().keySet().stream()
        .filter(output -> all || !BY_ATTRIBUTE.contains(output))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** A model's manifest as JSON, without what it says of hidden attributes. */
  public String document(Manifest manifest) {
    if (manifest.labels().stream().allMatch(this::tells)) {
      return manifest.document();
    }
    try {
      JsonNode document = json.readTree(manifest.document());
      strip(document);
      return json.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest that was read before is no JSON", e);
    }
  }

  /** Takes out the fields, texts and named entries of hidden attributes, however deep. */
  private void strip(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(hidden);
    }
    if (node instanceof ArrayNode array) {
      for (Iterator<JsonNode> entries = array.iterator(); entries.hasNext(); ) {
        JsonNode entry = entries.next();
        if (hidden.contains(entry.asText()) || hidden.contains(entry.path("name").asText())) {
          entries.remove();
        }
      }
    }
    node.forEach(this::strip);
  }

  /** One sentence for each hidden label that none of these models has. */
  public List<String> mistakes(Collection<Manifest> models) {
    Set<String> known = new TreeSet<>();
    models.forEach(model -> known.addAll(model.labels()));
    return new TreeSet<>(hidden)
        .stream()
            .filter(name -> !known.contains(name))
            .map(
                name ->
                    "facet.attributes.hide has '%s', which no served model has; they have %s."
                        .formatted(name, String.join(", ", known)))
            .toList();
  }
}
