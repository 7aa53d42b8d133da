package dev.facet.function.http.v2;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.http.v2.InferenceRequest.WantedOutput;
import dev.facet.function.inference.Reading;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;

/**
 * Writes the answer to a request for inference: JSON, after which tensors may follow as they are.
 */
final class InferenceWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final Manifest manifest;
  private final InferenceRequest request;
  private final List<FloatBuffer[]> tensors;

  /**
   * An answer.
   *
   * @param bytes of the body
   * @param jsonLength how many of them are JSON; all, unless a tensor follows
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Answer(byte[] bytes, int jsonLength) {
    boolean isJson() {
      return jsonLength == bytes.length;
    }
  }

  private InferenceWriter(
      Manifest manifest, InferenceRequest request, List<FloatBuffer[]> tensors) {
    this.manifest = manifest;
    this.request = request;
    this.tensors = tensors;
  }

  /**
   * Writes an answer.
   *
   * @param readings one for each image of the request
   */
  static Answer write(Manifest manifest, InferenceRequest request, List<Reading> readings) {
    List<FloatBuffer[]> tensors =
        request.outputs().stream().map(output -> tensor(output.name(), readings)).toList();
    try {
      return new InferenceWriter(manifest, request, tensors).write();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  /** The values of an output, one buffer for each image. */
  private static FloatBuffer[] tensor(String output, List<Reading> readings) {
    return readings.stream()
        .map(reading -> reading.orThrow().of(output))
        .toArray(FloatBuffer[]::new);
  }

  private Answer write() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("model_name", manifest.name());
      json.writeStringField("model_version", manifest.version());
      if (request.id().isPresent()) {
        json.writeStringField("id", request.id().get());
      }
      json.writeArrayFieldStart("outputs");
      for (int i = 0; i < tensors.size(); i++) {
        output(json, request.outputs().get(i), tensors.get(i));
      }
      json.writeEndArray();
      json.writeEndObject();
    }
    int jsonLength = bytes.size();
    for (int i = 0; i < tensors.size(); i++) {
      if (request.outputs().get(i).binary()) {
        bytes.writeBytes(littleEndian(tensors.get(i)));
      }
    }
    return new Answer(bytes.toByteArray(), jsonLength);
  }

  private void output(JsonGenerator json, WantedOutput output, FloatBuffer[] tensor)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", output.name());
    json.writeStringField("datatype", ModelMetadata.OUTPUT_TYPE);
    json.writeArrayFieldStart("shape");
    for (var axis : manifest.outputs().get(output.name()).shape()) {
      json.writeNumber(axis.orElse(tensor.length));
    }
    json.writeEndArray();
    if (output.binary()) {
      json.writeObjectFieldStart("parameters");
      json.writeNumberField("binary_data_size", Float.BYTES * count(tensor));
      json.writeEndObject();
    } else {
      json.writeArrayFieldStart("data");
      for (FloatBuffer image : tensor) {
        for (int i = 0; i < image.limit(); i++) {
          json.writeNumber(image.get(i));
        }
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private static byte[] littleEndian(FloatBuffer[] tensor) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * count(tensor)).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer numbers = bytes.asFloatBuffer();
    for (FloatBuffer image : tensor) {
      numbers.put(image.duplicate());
    }
    return bytes.array();
  }

  private static int count(FloatBuffer[] tensor) {
    int count = 0;
    for (FloatBuffer image : tensor) {
      count += image.limit();
    }
    return count;
  }
}
