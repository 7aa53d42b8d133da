package dev.facet.trainer.recipe;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in a recipe's own words what Jackson found wrong with it. */
final class RecipeMistake {
  private RecipeMistake() {}

  /** The rest of a sentence that begins with the recipe's name, for a mistake in a section. */
  static String explain(String section, JsonMappingException mistake) {
    String path =
        mistake.getPath().stream()
            .map(step -> step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName())
            .collect(Collectors.joining("."));
    String dot = section.isEmpty() || path.isEmpty() ? "" : ".";
    return "field %s%s%s: %s".formatted(section, dot, path, what(mistake));
  }

  /** The same for a mistake of the recipe as a whole. */
  static String explain(JsonMappingException mistake) {
    return explain("", mistake);
  }

  /** What is wrong with a field that does not exist. */
  static String unknown(Collection<String> known) {
    return "there is no such field here, only %s.".formatted(known.stream().sorted().toList());
  }

  private static String what(JsonMappingException mistake) {
    if (mistake.getCause() instanceof IllegalArgumentException rule) {
      return rule.getMessage();
    }
    return switch (mistake) {
      case UnrecognizedPropertyException unknown ->
          unknown(unknown.getKnownPropertyIds().stream().map(Object::toString).toList());
      case InvalidTypeIdException family ->
          family.getTypeId() == null
              ? "lacks the field family, which says of what kind this is."
              : "field family names no kind that there is, found %s.".formatted(family.getTypeId());
      case InvalidFormatException format ->
          "needs %s, found %s.".formatted(kind(format.getTargetType()), format.getValue());
      case MismatchedInputException mismatch
          when mismatch.getOriginalMessage().startsWith("Missing required creator property") ->
          "lacks a field: " + firstWords(mismatch.getOriginalMessage()) + ".";
      case MismatchedInputException mismatch ->
          "needs %s, found something else.".formatted(kind(mismatch.getTargetType()));
      default -> mistake.getOriginalMessage();
    };
  }

  /** Jackson's message up to what it says about the code. */
  private static String firstWords(String message) {
    int bracket = message.indexOf(" (");
    return bracket < 0 ? message : message.substring(0, bracket);
  }

  private static String kind(Class<?> type) {
    if (type == null) {
      return "another value";
    }
    if (type.isEnum()) {
      return "one of "
          + Arrays.stream(type.getEnumConstants())
              .map(each -> each.toString().toLowerCase(Locale.ROOT))
              .toList();
    }
    if (type == int.class || type == long.class || type == Integer.class) {
      return "a whole number";
    }
    if (type == double.class || type == Double.class) {
      return "a number";
    }
    if (type == boolean.class) {
      return "true or false";
    }
    return List.class.isAssignableFrom(type) ? "a list" : "a section with fields of its own";
  }
}
