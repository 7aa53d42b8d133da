package dev.facet.function.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.facet.function.bundle.Manifest.FileEntry;
import dev.facet.function.bundle.Manifest.Group;
import dev.facet.function.bundle.Manifest.OperatingPoint;
import dev.facet.function.bundle.Manifest.Output;
import dev.facet.function.bundle.Manifest.Variant;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a manifest of format {@value #FORMAT} and reports all its mistakes at once. Keys that it
 * does not know are left alone: a later exporter may write more.
 */
final class ManifestReader {
  static final String FORMAT = "facet-bundle/1";

  private static final JsonMapper JSON = new JsonMapper();

  private final ManifestFields fields;

  private ManifestReader(ManifestFields fields) {
    this.fields = fields;
  }

  /**
   * Reads a manifest.
   *
   * @param where how a person would find the file
   * @throws BundleException with one line for each mistake
   */
  static Manifest read(byte[] json, String where) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (JacksonException e) {
      throw new BundleException(
          Flaw.MANIFEST, where + " is not JSON: " + e.getOriginalMessage() + ".", e);
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    ManifestFields fields = new ManifestFields(root, where);
    Manifest manifest = new ManifestReader(fields).manifest(root);
    fields.failOnMistakes();
    return manifest;
  }

  private Manifest manifest(JsonNode root) {
    fields.require("format", fields.text("format"), Set.of(FORMAT));
    fields.require("preprocessing.fit", fields.text("preprocessing.fit"), Set.of("cover"));
    fields.require(
        "preprocessing.orientation", fields.text("preprocessing.orientation"), Set.of("exif"));
    fields.require("preprocessing.inGraph", fields.text("preprocessing.inGraph"), Set.of("true"));
    int[] size = inputSize();
    Map<String, Output> outputs = OutputsReader.read(fields);
    List<String> labels = labels(root, outputs);
    if (labels.stream().distinct().count() != labels.size()) {
      fields.mistake("labels", "names an attribute twice");
    }
    List<Group> groups = groups(labels);
    OutputsReader.compare(outputs, labels.size(), groups.size(), fields);
    Map<String, FileEntry> files = files();
    return new Manifest(
        fields.name("name"),
        fields.version("version"),
        fields.text("network"),
        files,
        variants(root.path("variants")),
        size[0],
        size[1],
        crop(root, "cropHeight", size[0]),
        crop(root, "cropWidth", size[1]),
        outputs,
        labels,
        groups,
        thresholds(labels),
        operatingPoints(root.path("verification")),
        GoldenReader.read(root.path("golden"), files, outputs, fields),
        root.toString());
  }

  /** A network that reads no attributes has no labels. */
  private List<String> labels(JsonNode root, Map<String, Output> outputs) {
    boolean none = !outputs.containsKey(Manifest.PROBABILITIES) && root.path("labels").isEmpty();
    return none ? List.of() : fields.texts("labels");
  }

  /** How much of an axis of the input the network sees; a bundle that does not say it sees all. */
  private int crop(JsonNode root, String axis, int size) {
    JsonNode crop = root.path("preprocessing").path(axis);
    if (!crop.isMissingNode() && !(crop.isInt() && crop.asInt() > 0 && crop.asInt() <= size)) {
      fields.mistake(
          "preprocessing." + axis, "must be a number from 1 to " + size + ", found " + crop);
    }
    return crop.asInt(size);
  }

  private List<OperatingPoint> operatingPoints(JsonNode verification) {
    List<OperatingPoint> points = new ArrayList<>();
    for (JsonNode point : verification.path("points")) {
      JsonNode rate = point.path("falseAcceptRate");
      JsonNode threshold = point.path("threshold");
      if (!isWithin(rate, 0, 1) || !isWithin(threshold, -1, 1)) {
        fields.mistake(
            "verification.points",
            "must have a falseAcceptRate from 0 to 1 and a threshold from -1 to 1, found " + point);
      }
      points.add(new OperatingPoint(rate.asDouble(), threshold.asDouble()));
    }
    points.sort(Comparator.comparingDouble(OperatingPoint::falseAcceptRate).reversed());
    return points;
  }

  private static boolean isWithin(JsonNode number, double least, double most) {
    return number.isNumber() && number.asDouble() >= least && number.asDouble() <= most;
  }

  private int[] inputSize() {
    JsonNode inputs = fields.at("inputs");
    JsonNode input = inputs.path(0);
    JsonNode shape = input.path("shape");
    boolean understood =
        inputs.size() == 1
            && input.path("name").asText().equals(Manifest.IMAGES)
            && input.path("type").asText().equals("uint8")
            && input.path("layout").asText().equals("NHWC")
            && input.path("colour").asText().equals("RGB")
            && shape.size() == 4
            && shape.path(1).asInt() > 0
            && shape.path(2).asInt() > 0
            && shape.path(3).asInt() == Manifest.CHANNELS;
    if (!understood) {
      fields.mistake(
          "inputs",
          "must be one input 'images', uint8 RGB in NHWC of shape [\"N\", H, W, 3], found "
              + inputs);
    }
    return new int[] {shape.path(1).asInt(), shape.path(2).asInt()};
  }

  private Map<String, FileEntry> files() {
    Map<String, FileEntry> files = new LinkedHashMap<>();
    fields
        .at("files")
        .properties()
        .forEach(
            entry -> {
              String file = entry.getKey();
              String sha256 = entry.getValue().path("sha256").asText();
              if (!file.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
                fields.mistake("files", "names '" + file + "', which is not a plain file name");
              } else if (!sha256.matches("[0-9a-f]{64}")) {
                fields.mistake(
                    "files." + file + ".sha256",
                    "must be 64 lower-case hexadecimal digits, found '" + sha256 + "'");
              } else {
                files.put(file, new FileEntry(sha256, entry.getValue().path("bytes").asLong()));
              }
            });
    if (!fields.at("files").has(Bundle.MODEL)) {
      fields.mistake("files", "does not name " + Bundle.MODEL);
    }
    return files;
  }

  /** The forms of the network; a bundle of the first exporter has one and does not say so. */
  private Map<String, Variant> variants(JsonNode forms) {
    Map<String, Variant> variants = new LinkedHashMap<>();
    variants.put(Bundle.MODEL, new Variant("cpu", "float32"));
    forms
        .properties()
        .forEach(
            form -> {
              if (!fields.at("files").has(form.getKey())) {
                fields.mistake(
                    "variants", "names '" + form.getKey() + "', which is not among the files");
              }
              variants.put(
                  form.getKey(),
                  new Variant(
                      form.getValue().path("target").asText(),
                      form.getValue().path("precision").asText()));
            });
    return variants;
  }

  private List<Group> groups(List<String> labels) {
    List<Group> groups = new ArrayList<>();
    for (JsonNode group : fields.at("groups")) {
      List<String> attributes = new ArrayList<>();
      group.path("attributes").forEach(attribute -> attributes.add(attribute.asText()));
      groups.add(new Group(group.path("name").asText(), attributes));
      attributes.stream()
          .filter(attribute -> !labels.contains(attribute))
          .forEach(
              attribute ->
                  fields.mistake("groups", "names '" + attribute + "', which is no label"));
    }
    return groups;
  }

  private Map<String, Double> thresholds(List<String> labels) {
    JsonNode node = fields.at("thresholds");
    Map<String, Double> thresholds = new LinkedHashMap<>();
    for (String label : labels) {
      JsonNode value = node.path(label);
      if (!isWithin(value, 0, 1)) {
        fields.mistake(
            "thresholds." + label, "must be a number from 0 to 1, found " + shown(value));
      } else {
        thresholds.put(label, value.asDouble());
      }
    }
    return thresholds;
  }

  private static String shown(JsonNode value) {
    return value.isMissingNode() ? "nothing" : value.toString();
  }
}
