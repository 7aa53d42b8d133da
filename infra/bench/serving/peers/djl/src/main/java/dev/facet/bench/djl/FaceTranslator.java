package dev.facet.bench.djl;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.translate.Batchifier;
import ai.djl.translate.Translator;
import ai.djl.translate.TranslatorContext;
import ai.djl.util.JsonUtils;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import javax.imageio.ImageIO;

/** From a JPEG or PNG to the attributes of its face. */
final class FaceTranslator implements Translator<Input, Output> {
  static {
    ImageIO.setUseCache(false);
  }

  private final Manifest manifest;

  FaceTranslator(Manifest manifest) {
    this.manifest = manifest;
  }

  /** The batch has one image: DJL's engine for ONNX Runtime cannot stack arrays. */
  @Override
  public Batchifier getBatchifier() {
    return null;
  }

  @Override
  public NDList processInput(TranslatorContext context, Input input) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(input.getData().getAsBytes()));
    if (image == null) {
      throw new IOException("not an image");
    }
    ByteBuffer pixels = ByteBuffer.allocateDirect(3 * manifest.height() * manifest.width());
    Scaling.cover(image, manifest.width(), manifest.height(), pixels);
    return new NDList(
        context
            .getNDManager()
            .create(
                pixels.flip(),
                new Shape(1, manifest.height(), manifest.width(), 3),
                DataType.UINT8));
  }

  @Override
  public Output processOutput(TranslatorContext context, NDList list) {
    float[] probabilities =
        list.stream()
            .filter(array -> array.getShape().dimension() == 2)
            .findFirst()
            .orElseThrow()
            .toFloatArray();
    JsonArray attributes = new JsonArray(probabilities.length);
    for (int i = 0; i < probabilities.length; i++) {
      JsonObject attribute = new JsonObject();
      attribute.addProperty("name", manifest.labels().get(i));
      attribute.addProperty("probability", probabilities[i]);
      attribute.addProperty("present", probabilities[i] >= manifest.thresholds().get(i));
      attributes.add(attribute);
    }
    Output output = new Output(200, "OK");
    output.addProperty("Content-Type", "application/json");
    output.add(JsonUtils.GSON.toJson(nested("images", nested("faces", object(attributes)))));
    return output;
  }

  private static JsonObject object(JsonArray attributes) {
    JsonObject object = new JsonObject();
    object.add("attributes", attributes);
    return object;
  }

  private static JsonObject nested(String name, JsonObject only) {
    JsonArray array = new JsonArray(1);
    array.add(only);
    JsonObject object = new JsonObject();
    object.add(name, array);
    return object;
  }
}
