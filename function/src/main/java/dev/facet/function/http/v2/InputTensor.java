package dev.facet.function.http.v2;

import static dev.facet.function.http.v2.InferenceReader.text;
import static dev.facet.function.http.v2.InferenceReader.wrong;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The tensor of a request, its fields in whatever order they came.
 *
 * @param name as sent
 * @param datatype as sent
 * @param shape as sent
 * @param data the numbers in the JSON, if they are there
 * @param binarySize the bytes after the JSON, if they are said to be there
 */
record InputTensor(
    String name,
    String datatype,
    List<Long> shape,
    Optional<TensorData> data,
    OptionalLong binarySize) {
  private static final String WHERE = "inputs[0].";
  private static final int MOST_AXES = 8;

  /** Copies the shape. */
  InputTensor {
    shape = List.copyOf(shape);
  }

  /**
   * Reads a tensor from its opening brace to its closing one.
   *
   * @param largest how many numbers it may have
   * @param text how many bytes of text there are, to judge how many numbers there can be
   */
  static InputTensor read(JsonParser parser, int largest, int text) throws IOException {
    String name = "";
    String datatype = "";
    List<Long> shape = List.of();
    Optional<TensorData> data = Optional.empty();
    OptionalLong binarySize = OptionalLong.empty();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "name" -> name = text(parser, value, WHERE + field);
        case "datatype" -> datatype = text(parser, value, WHERE + field);
        case "shape" -> shape = shape(parser, value);
        case "data" -> data = Optional.of(TensorData.read(parser, largest, text));
        case "parameters" -> binarySize = binarySize(parser, value);
        default -> parser.skipChildren();
      }
    }
    return new InputTensor(name, datatype, shape, data, binarySize);
  }

  private static List<Long> shape(JsonParser parser, JsonToken value) throws IOException {
    List<Long> shape = new ArrayList<>();
    if (value != JsonToken.START_ARRAY) {
      throw wrong(WHERE + "shape is no list; send a list of numbers.");
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() != JsonToken.VALUE_NUMBER_INT || shape.size() == MOST_AXES) {
        throw wrong(WHERE + "shape is no list of whole numbers, one for each axis.");
      }
      shape.add(parser.getLongValue());
    }
    return shape;
  }

  private static OptionalLong binarySize(JsonParser parser, JsonToken value) throws IOException {
    OptionalLong size = OptionalLong.empty();
    if (value != JsonToken.START_OBJECT) {
      throw wrong(WHERE + "parameters is no object; send an object, or leave it out.");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean meant = parser.currentName().equals("binary_data_size");
      JsonToken parameter = parser.nextToken();
      if (meant && parameter != JsonToken.VALUE_NUMBER_INT) {
        throw wrong(WHERE + "parameters.binary_data_size is no whole number; send the bytes.");
      }
      if (meant) {
        size = OptionalLong.of(parser.getLongValue());
      }
      parser.skipChildren();
    }
    return size;
  }

  /**
   * How many images the tensor has.
   *
   * @throws ProblemException when it is not the input of this model, or has more than {@code most}
   */
  int images(Manifest manifest, int most) {
    if (!name.equals(Manifest.IMAGES)) {
      throw wrong(
          "%sname is %s; the model has one input, 'images'.".formatted(WHERE, Quoted.value(name)));
    }
    if (!datatype.equals(ModelMetadata.INPUT_TYPE)) {
      throw wrong(
          "%sdatatype is %s; the model takes UINT8.".formatted(WHERE, Quoted.value(datatype)));
    }
    List<Long> image =
        List.of((long) manifest.height(), (long) manifest.width(), (long) Manifest.CHANNELS);
    boolean fits =
        shape.size() == image.size() + 1
            && shape.getFirst() > 0
            && shape.subList(1, shape.size()).equals(image);
    if (!fits) {
      throw wrong(
          "%sshape is %s; the model takes [N, %d, %d, 3], N being the number of images."
              .formatted(WHERE, shape, manifest.height(), manifest.width()));
    }
    requireFew(shape.getFirst(), most);
    return shape.getFirst().intValue();
  }

  static void requireFew(long images, int most) {
    if (images > most) {
      throw new ProblemException(
          ProblemType.TOO_MANY_IMAGES,
          "The tensor has %d images, more than the %d allowed; spread them over several requests."
              .formatted(images, most));
    }
  }

  /**
   * The bytes of the tensor, row by row from position 0.
   *
   * @param needed how many the shape needs
   * @param jsonLength where in the body they begin, when they follow the JSON
   */
  ByteBuffer pixels(int needed, byte[] body, int jsonLength) {
    int following = body.length - jsonLength;
    if (binarySize.isPresent() && data.isPresent()) {
      throw wrong(WHERE + "data and binary_data_size are both there; send one of the two.");
    }
    if (data.isPresent() && following > 0) {
      throw wrong("%d bytes follow the JSON, which no tensor claims.".formatted(following));
    }
    if (binarySize.isPresent()) {
      if (binarySize.getAsLong() != needed || following != needed) {
        throw wrong(
            "The shape needs %d bytes, binary_data_size is %d, and %d follow the JSON, whose length Inference-Header-Content-Length says; make all three agree."
                .formatted(needed, binarySize.getAsLong(), following));
      }
      return ByteBuffer.wrap(body, jsonLength, needed).slice();
    }
    return data.orElseThrow(
            () -> wrong(WHERE + "data is missing; send the numbers, or binary_data_size."))
        .pixels(shape, needed);
  }
}
