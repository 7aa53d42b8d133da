package dev.facet.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.facet.trainer.backbone.BackboneSpec;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.network.NetworkSpec;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds, reads and writes recipes. A recipe is complete, or it names another one under {@code
 * extends} and says only what differs.
 */
public final class Recipes {
  /** The recipes that Facet brings, in the order in which they are listed. */
  public static final List<String> BUILT_IN = BuiltIn.NAMES;

  private static final String FAMILY = "family";
  private static final int MOST_ANCESTORS = 8;

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.USE_NATIVE_TYPE_ID)
          .addMixIn(NetworkSpec.class, Families.Network.class)
          .addMixIn(BackboneSpec.class, Families.Backbone.class)
          .build();

  private Recipes() {}

  /**
   * A recipe by its name or from a file.
   *
   * @param nameOrFile one of {@link #BUILT_IN}, or a path
   * @param settings changes by path, such as {@code training.epochs} to {@code 3}
   * @throws DataException if there is none, or a field is missing, unknown or breaks its rule
   */
  public static Recipe find(String nameOrFile, Map<String, String> settings) {
    ObjectNode tree = resolve(nameOrFile);
    RecipeParser parser = new RecipeParser(YAML, "recipe " + nameOrFile);
    settings.forEach((path, value) -> set(tree, path, value).ifPresent(parser::add));
    return parser.parse(tree);
  }

  /**
   * Reads a complete recipe, as a run directory holds it.
   *
   * @throws DataException if the file is missing or not a recipe
   */
  public static Recipe read(Path file) {
    return new RecipeParser(YAML, "recipe " + file).parse(tree(file));
  }

  /** The recipe as YAML, every field written out. */
  public static String write(Recipe recipe) {
    try {
      return YAML.writeValueAsString(recipe);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a recipe is always writable", e);
    }
  }

  private static ObjectNode resolve(String nameOrFile) {
    Deque<ObjectNode> chain = new ArrayDeque<>();
    String next = nameOrFile;
    while (next != null) {
      if (chain.size() == MOST_ANCESTORS) {
        throw new DataException(
            "recipe %s extends more than %d others: is there a circle?"
                .formatted(nameOrFile, MOST_ANCESTORS));
      }
      ObjectNode tree = BUILT_IN.contains(next) ? builtIn(next) : tree(Path.of(next));
      JsonNode parent = tree.remove("extends");
      chain.push(tree);
      next = parent == null ? null : beside(next, parent.asText());
    }
    ObjectNode merged = chain.pop();
    chain.forEach(overlay -> merge(merged, overlay));
    return merged;
  }

  /** A recipe that a file extends lies beside that file, unless it is built in. */
  private static String beside(String child, String parent) {
    return BUILT_IN.contains(child) || BUILT_IN.contains(parent)
        ? parent
        : Path.of(child).resolveSibling(parent).toString();
  }

  private static void merge(ObjectNode base, ObjectNode overlay) {
    for (Map.Entry<String, JsonNode> field : overlay.properties()) {
      JsonNode existing = base.get(field.getKey());
      if (existing instanceof ObjectNode into
          && field.getValue() instanceof ObjectNode from
          && sameFamily(into, from)) {
        merge(into, from);
      } else {
        base.set(field.getKey(), field.getValue());
      }
    }
  }

  /** Fields of one kind of network or backbone mean nothing to another. */
  private static boolean sameFamily(ObjectNode base, ObjectNode overlay) {
    return !overlay.has(FAMILY) || overlay.get(FAMILY).equals(base.get(FAMILY));
  }

  /** Changes a field; what is wrong with the setting, if anything, as the rest of a sentence. */
  private static Optional<String> set(ObjectNode tree, String path, String value) {
    String[] keys = path.split("\\.", -1);
    JsonNode parent = tree;
    for (int i = 0; i < keys.length - 1; i++) {
      parent = parent.path(keys[i]);
    }
    String last = keys[keys.length - 1];
    if (!(parent instanceof ObjectNode object) || object.path(last) instanceof MissingNode) {
      return Optional.of(
          "--set %s=%s names a field that the recipe does not have: see its recipe.yaml for those that there are."
              .formatted(path, value));
    }
    try {
      JsonNode parsed = YAML.readTree(value);
      if (parsed.isMissingNode() || parsed.isNull()) {
        return Optional.of("--set %s has no value after the equals sign.".formatted(path));
      }
      object.set(last, parsed);
      return Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.of(
          "--set %s has value %s, which is not YAML (%s)."
              .formatted(path, value, e.getOriginalMessage()));
    }
  }

  private static ObjectNode builtIn(String name) {
    try (InputStream stream = Recipes.class.getResourceAsStream("/recipes/" + name + ".yaml")) {
      return (ObjectNode) YAML.readTree(stream);
    } catch (IOException e) {
      throw new IllegalStateException("recipe " + name + " is missing from the jar", e);
    }
  }

  private static ObjectNode tree(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new DataException(
          "recipe %s is neither a file nor built in: 'facet-trainer fit --recipe list' shows those that are."
              .formatted(file));
    }
    try {
      if (YAML.readTree(file.toFile()) instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new DataException(
          "recipe %s is not YAML%s: %s"
              .formatted(
                  file,
                  Optional.ofNullable(e.getLocation())
                      .map(place -> " at line " + place.getLineNr())
                      .orElse(""),
                  e.getOriginalMessage()),
          e);
    } catch (IOException e) {
      throw new DataException("recipe %s cannot be read: %s".formatted(file, e.getMessage()), e);
    }
    throw new DataException("recipe %s must be a YAML object of fields.".formatted(file));
  }
}
