package dev.facet.function.http.v2;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.http.v2.InferenceRequest.WantedOutput;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a request for inference: JSON, after which the tensor may follow as it is. Fields that the
 * protocol does not know are passed over. Numbers go from the text straight into the tensor.
 */
final class InferenceReader {
  private static final int DEEPEST = 32;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST).maxNameLength(256).build())
          .build();

  private final Manifest manifest;
  private final List<String> offered;
  private final int most;
  private final byte[] body;
  private final int jsonLength;

  private Optional<String> id = Optional.empty();
  private Optional<InputTensor> input = Optional.empty();
  private List<RequestedOutput> outputs = List.of();
  private boolean binaryOutputs;

  private InferenceReader(
      Manifest manifest, List<String> offered, int most, byte[] body, int jsonLength) {
    this.manifest = manifest;
    this.offered = offered;
    this.most = most;
    this.body = body;
    this.jsonLength = jsonLength;
  }

  /**
   * Reads a request.
   *
   * @param manifest of the model that is asked
   * @param told which of its outputs may be told
   * @param most how many images a request may have
   * @param headerLength how much of the body is JSON, where something follows it: the header
   *     Inference-Header-Content-Length as sent
   * @throws ProblemException when the body is no such request, or not one for this model
   */
  static InferenceRequest read(
      Manifest manifest, Set<String> told, int most, byte[] body, Optional<String> headerLength) {
    List<String> offered = manifest.outputs().keySet().stream().filter(told::contains).toList();
    if (offered.isEmpty()) {
      throw new ProblemException(
          ProblemType.OUTPUT_NOT_OFFERED,
          "The model tells no whole tensor, because facet.attributes.hide hides some of its attributes; call /v1/attributes.");
    }
    int jsonLength = headerLength.map(text -> length(text, body.length)).orElse(body.length);
    InferenceReader reader = new InferenceReader(manifest, offered, most, body, jsonLength);
    if (headerLength.isPresent() && jsonLength == 0) {
      return reader.tensorAlone();
    }
    try (JsonParser parser = JSON.createParser(body, 0, jsonLength)) {
      reader.document(parser);
    } catch (JacksonException e) {
      throw malformed(Quoted.value(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
    return reader.request();
  }

  private static int length(String text, int most) {
    try {
      int length = Integer.parseInt(text.strip());
      if (length >= 0 && length <= most) {
        return length;
      }
    } catch (NumberFormatException e) {
      // told below, together with numbers that are too large
    }
    throw wrong(
        "Inference-Header-Content-Length is %s, which is no number from 0 to the %d bytes of the body; send the length of the JSON."
            .formatted(Quoted.value(text), most));
  }

  private void document(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("it is no object");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String field = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (field) {
        case "id" -> id = Optional.of(text(parser, value, "id"));
        case "parameters" ->
            binaryOutputs = flag(parser, "parameters.", "binary_data_output").orElse(false);
        case "inputs" -> input = Optional.of(onlyInput(parser, value));
        case "outputs" -> outputs = requestedOutputs(parser, value);
        default -> parser.skipChildren();
      }
    }
    if (parser.nextToken() != null) {
      throw malformed("something follows the object; Inference-Header-Content-Length says where");
    }
  }

  private InputTensor onlyInput(JsonParser parser, JsonToken value) throws IOException {
    if (value != JsonToken.START_ARRAY) {
      throw wrong("inputs is no list; send a list with the tensor 'images'.");
    }
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw wrong("inputs has no tensor; send the tensor 'images'.");
    }
    InputTensor tensor = InputTensor.read(parser, largest(), jsonLength);
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      throw wrong("inputs has several tensors; the model has one input, 'images'.");
    }
    return tensor;
  }

  private List<RequestedOutput> requestedOutputs(JsonParser parser, JsonToken value)
      throws IOException {
    if (value != JsonToken.START_ARRAY) {
      throw wrong("outputs is no list; send a list, or leave it out for all outputs.");
    }
    List<RequestedOutput> requested = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String where = "outputs[" + requested.size() + "]";
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw wrong(where + " is no object; send {\"name\": ...}.");
      }
      RequestedOutput output = RequestedOutput.read(parser, where);
      if (!offered.contains(output.name())) {
        throw wrong(
            "%s.name is %s; the model's outputs are %s."
                .formatted(where, Quoted.value(output.name()), String.join(", ", offered)));
      }
      if (requested.stream().anyMatch(other -> other.name().equals(output.name()))) {
        throw wrong("outputs names '%s' twice; name it once.".formatted(output.name()));
      }
      requested.add(output);
    }
    return requested;
  }

  private InferenceRequest request() {
    InputTensor tensor =
        input.orElseThrow(() -> wrong("The body has no inputs; send the tensor 'images'."));
    int images = tensor.images(manifest, most);
    ByteBuffer pixels = tensor.pixels(images * manifest.bytesPerImage(), body, jsonLength);
    return request(images, pixels);
  }

  /** The extension's shortest form: a body that is nothing but the tensor. */
  private InferenceRequest tensorAlone() {
    int images = body.length / manifest.bytesPerImage();
    if (images == 0 || body.length % manifest.bytesPerImage() != 0) {
      throw wrong(
          "The body has %d bytes, which is no multiple of the %d of an image [%d, %d, 3]."
              .formatted(
                  body.length, manifest.bytesPerImage(), manifest.height(), manifest.width()));
    }
    InputTensor.requireFew(images, most);
    binaryOutputs = true;
    return request(images, ByteBuffer.wrap(body));
  }

  private InferenceRequest request(int images, ByteBuffer pixels) {
    List<ImageFile> files = new ArrayList<>(images);
    for (int i = 0; i < images; i++) {
      files.add(
          new ImageFile.Prepared(
              pixels.slice(i * manifest.bytesPerImage(), manifest.bytesPerImage())));
    }
    List<RequestedOutput> wanted =
        outputs.isEmpty() ? offered.stream().map(RequestedOutput::of).toList() : outputs;
    return new InferenceRequest(
        id,
        files,
        wanted.stream()
            .map(each -> new WantedOutput(each.name(), each.binary().orElse(binaryOutputs)))
            .toList());
  }

  private int largest() {
    return (int) Math.min((long) most * manifest.bytesPerImage(), Integer.MAX_VALUE);
  }

  /** A flag among parameters, whose other fields do not matter. */
  static Optional<Boolean> flag(JsonParser parser, String where, String name) throws IOException {
    Optional<Boolean> flag = Optional.empty();
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw wrong(where + "* are no object; send an object, or leave them out.");
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean meant = parser.currentName().equals(name);
      JsonToken value = parser.nextToken();
      if (meant && !value.isBoolean()) {
        throw wrong("%s%s is neither true nor false.".formatted(where, name));
      }
      if (meant) {
        flag = Optional.of(parser.getBooleanValue());
      }
      parser.skipChildren();
    }
    return flag;
  }

  static String text(JsonParser parser, JsonToken value, String where) throws IOException {
    if (value != JsonToken.VALUE_STRING) {
      throw wrong(where + " is no text; send a text.");
    }
    return parser.getText();
  }

  static ProblemException wrong(String sentence) {
    return new ProblemException(ProblemType.BAD_FIELD, sentence);
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        ProblemType.MALFORMED_BODY,
        "The body is not the JSON of the Open Inference Protocol: "
            + why
            + "; send {\"inputs\": [{\"name\": \"images\", \"datatype\": \"UINT8\", ...}]}.");
  }

  /**
   * An output as the request names it.
   *
   * @param name as sent
   * @param binary whether its numbers shall follow the JSON, if the request says so
   */
  private record RequestedOutput(String name, Optional<Boolean> binary) {
    static RequestedOutput of(String name) {
      return new RequestedOutput(name, Optional.empty());
    }

    static RequestedOutput read(JsonParser parser, String where) throws IOException {
      String name = "";
      Optional<Boolean> binary = Optional.empty();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        JsonToken value = parser.nextToken();
        switch (field) {
          case "name" -> name = text(parser, value, where + ".name");
          case "parameters" -> binary = flag(parser, where + ".parameters.", "binary_data");
          default -> parser.skipChildren();
        }
      }
      return new RequestedOutput(name, binary);
    }
  }
}
