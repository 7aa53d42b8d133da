package dev.facet.function.bundle;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Takes fields out of a manifest and remembers what was wrong with them. */
final class ManifestFields {
  private final JsonNode root;
  private final String where;
  private final List<String> mistakes = new ArrayList<>();

  ManifestFields(JsonNode root, String where) {
    this.root = root;
    this.where = where;
  }

  /** The field at a path of names with dots between; missing is a mistake. */
  JsonNode at(String path) {
    JsonNode node = root.at("/" + path.replace('.', '/'));
    if (node.isMissingNode() || node.isNull()) {
      mistake(path, "is missing");
      return MissingNode.getInstance();
    }
    return node;
  }

  String text(String path) {
    return at(path).asText();
  }

  /** A text that can be part of an address: letters, digits, dot, dash and underscore. */
  String name(String path) {
    String name = text(path);
    if (!name.isEmpty() && !name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,63}")) {
      mistake(
          path,
          "must be 1 to 64 letters, digits, dots, dashes and underscores and begin with a letter or"
              + " digit, found '"
              + name
              + "'");
    }
    return name;
  }

  /** Numbers with dots between, such as 1.0.0, and perhaps a suffix, such as 1.1.0-rc1. */
  String version(String path) {
    String version = text(path);
    if (!version.isEmpty() && !version.matches("\\d+(\\.\\d+){0,3}(-[A-Za-z0-9]{1,32})?")) {
      mistake(path, "must be a version such as 1.0.0 or 1.1.0-rc1, found '" + version + "'");
    }
    return version;
  }

  /** A list of texts with at least one element. */
  List<String> texts(String path) {
    List<String> texts = new ArrayList<>();
    JsonNode list = at(path);
    list.forEach(element -> texts.add(element.asText()));
    if (!list.isMissingNode() && texts.isEmpty()) {
      mistake(path, "must be a list with at least one element, found " + list);
    }
    return texts;
  }

  /** Remembers a mistake when a field that is there has none of the values that are known. */
  void require(String path, String found, Set<String> known) {
    if (!found.isEmpty() && !known.contains(found)) {
      mistake(path, "must be " + String.join(" or ", known) + ", found '" + found + "'");
    }
  }

  void mistake(String path, String rule) {
    String sentence = where + ": field '" + path + "' " + rule + ".";
    if (!mistakes.contains(sentence)) {
      mistakes.add(sentence);
    }
  }

  void failOnMistakes() {
    if (!mistakes.isEmpty()) {
      throw new BundleException(Flaw.MANIFEST, String.join(System.lineSeparator(), mistakes));
    }
  }
}
