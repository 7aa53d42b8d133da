package dev.facet.trainer.recipe;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes a recipe of a tree of fields, section by section, so that mistakes of several sections are
 * all told at once.
 */
final class RecipeParser {
  private final YAMLMapper mapper;
  private final String where;
  private final List<String> mistakes = new ArrayList<>();

  /**
   * A parser that has found nothing yet.
   *
   * @param where the recipe, as the beginning of a sentence
   */
  RecipeParser(YAMLMapper mapper, String where) {
    this.mapper = mapper;
    this.where = where;
  }

  /** Takes note of a mistake that was found elsewhere: the rest of a sentence. */
  void add(String mistake) {
    mistakes.add(mistake);
  }

  /**
   * The recipe.
   *
   * @throws DataException with every mistake, if there are any
   */
  Recipe parse(ObjectNode tree) {
    known("", tree, Recipe.class);
    for (RecordComponent component : Recipe.class.getRecordComponents()) {
      section(
          component.getName(),
          tree.get(component.getName()),
          mapper.constructType(component.getGenericType()));
    }
    if (mistakes.isEmpty()) {
      try {
        return mapper.treeToValue(tree, Recipe.class);
      } catch (JsonMappingException e) {
        mistakes.add(RecipeMistake.explain(e));
      } catch (JsonProcessingException e) {
        mistakes.add(e.getOriginalMessage());
      }
    }
    throw new DataException(
        mistakes.size() == 1
            ? where + ", " + mistakes.getFirst()
            : "%s has %d mistakes:\n  %s"
                .formatted(where, mistakes.size(), String.join("\n  ", mistakes)));
  }

  private void section(String name, JsonNode node, JavaType type) {
    if (node == null) {
      mistakes.add(
          "field %s: is missing; give it, or extend a recipe that has it.".formatted(name));
      return;
    }
    if (node.isNull()) {
      mistakes.add("field %s: has no value; give one, or leave the field out.".formatted(name));
      return;
    }
    JsonNode rest =
        node instanceof ObjectNode object && type.getRawClass().isRecord()
            ? known(name + ".", object, type.getRawClass())
            : node;
    try {
      mapper.readerFor(type).readValue(rest);
    } catch (JsonMappingException e) {
      mistakes.add(RecipeMistake.explain(name, e));
    } catch (IOException e) {
      mistakes.add("field %s: %s".formatted(name, e.getMessage()));
    }
  }

  /** The fields of a section that it can have; takes note of the others. */
  private ObjectNode known(String path, ObjectNode section, Class<?> type) {
    List<String> fields =
        Stream.of(type.getRecordComponents()).map(RecordComponent::getName).toList();
    ObjectNode rest = section.deepCopy();
    for (Map.Entry<String, JsonNode> field : section.properties()) {
      if (!fields.contains(field.getKey())) {
        add("field %s%s: %s".formatted(path, field.getKey(), RecipeMistake.unknown(fields)));
        rest.remove(field.getKey());
      }
    }
    return rest;
  }
}
