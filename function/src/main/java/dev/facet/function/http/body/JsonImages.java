package dev.facet.function.http.body;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * The images of a JSON body {@code {"images": ["<base64>", ...]}}.
 *
 * <p>The parser checks the grammar; the texts themselves are decoded from the bytes of the body and
 * never become strings, which would take three times their size.
 */
final class JsonImages {
  private static final String FIELD = "images";
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(2)
                  .maxNameLength(256)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final byte[] body;
  private final int most;

  private JsonImages(byte[] body, int most) {
    this.body = body;
    this.most = most;
  }

  static List<ImageFile> of(byte[] body, int most) {
    if (body.length > 1 && (body[0] == 0 || body[1] == 0 || (body[0] & 0xFF) >= 0xEF)) {
      throw malformed("it is not UTF-8 or begins with a byte order mark");
    }
    try (JsonParser parser = JSON.createParser(body)) {
      return new JsonImages(body, most).document(parser);
    } catch (JacksonException e) {
      throw malformed(Quoted.value(e.getOriginalMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("reading from memory failed", e);
    }
  }

  private List<ImageFile> document(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      throw malformed("it is no object");
    }
    List<ImageFile> images = List.of();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      if (!parser.currentName().equals(FIELD)) {
        throw new ProblemException(
            ProblemType.BAD_FIELD,
            "The body has the field %s; the only field is 'images'."
                .formatted(Quoted.value(parser.currentName())));
      }
      images = list(parser);
    }
    if (parser.nextToken() != null) {
      throw malformed("something follows the object");
    }
    if (images.isEmpty()) {
      throw new ProblemException(
          ProblemType.NO_IMAGE, "The body has no image; put at least one into the list 'images'.");
    }
    return images;
  }

  private List<ImageFile> list(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      throw new ProblemException(
          ProblemType.BAD_FIELD, "The field 'images' is no list; send a list of base64 texts.");
    }
    List<ImageFile> images = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      String where = "images[" + images.size() + "]";
      if (images.size() == most) {
        throw RequestImages.tooMany(most);
      }
      if (parser.currentToken() != JsonToken.VALUE_STRING) {
        throw new ProblemException(
            ProblemType.BAD_FIELD, where + " is no text; send the image as a base64 text.");
      }
      images.add(image(where, (int) parser.currentTokenLocation().getByteOffset() + 1));
    }
    return images;
  }

  /** Decodes the text that begins at a byte; whether it ends is left to the parser to check. */
  private ImageFile image(String where, int start) {
    int end = start;
    boolean escaped = false;
    while (end < body.length && body[end] != '"') {
      escaped |= body[end] == '\\';
      end += body[end] == '\\' ? 2 : 1;
    }
    byte[] text = Arrays.copyOfRange(body, start, Math.min(end, body.length));
    try {
      return RequestImages.sent(
          where, Base64.getDecoder().decode(escaped ? unescaped(text) : text));
    } catch (IllegalArgumentException e) {
      return new ImageFile.Unreadable(
          new ProblemException(
              ProblemType.BAD_BASE64,
              "%s is not base64 (%s); send the standard alphabet with padding, without a data: prefix."
                  .formatted(where, e.getMessage())));
    }
  }

  /** Some writers escape the slash, which is a digit of base64; no other digit has an escape. */
  private static byte[] unescaped(byte[] text) {
    return new String(text, ISO_8859_1).replace("\\/", "/").getBytes(ISO_8859_1);
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        ProblemType.MALFORMED_BODY,
        "The body is not the JSON that this call reads: "
            + why
            + "; send {\"images\": [\"<base64>\", ...]}.");
  }
}
