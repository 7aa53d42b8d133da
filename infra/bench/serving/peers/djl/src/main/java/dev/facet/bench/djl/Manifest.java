package dev.facet.bench.djl;

import ai.djl.util.JsonUtils;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What the bundle says of the model.
 *
 * @param labels names of the attributes in the order of the probabilities
 * @param thresholds from which probability each is present
 * @param height rows of the model's input
 * @param width pixels of a row
 */
record Manifest(List<String> labels, List<Double> thresholds, int height, int width) {
  static Manifest read(Path bundle) throws IOException {
    JsonObject all =
        JsonUtils.GSON.fromJson(
            Files.readString(bundle.resolve("manifest.json")), JsonObject.class);
    List<String> labels =
        all.getAsJsonArray("labels").asList().stream().map(JsonElement::getAsString).toList();
    JsonObject thresholds = all.getAsJsonObject("thresholds");
    List<JsonElement> shape =
        all.getAsJsonArray("inputs").get(0).getAsJsonObject().getAsJsonArray("shape").asList();
    return new Manifest(
        labels,
        labels.stream().map(label -> thresholds.get(label).getAsDouble()).toList(),
        shape.get(1).getAsInt(),
        shape.get(2).getAsInt());
  }
}
