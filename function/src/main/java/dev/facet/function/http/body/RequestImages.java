package dev.facet.function.http.body;

import dev.facet.function.config.FacetConfig;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Takes the images out of a body, in whichever of the three forms it came. */
@Singleton
public class RequestImages {
  private final int most;

  RequestImages(FacetConfig config) {
    this.most = config.limits().images();
  }

  /**
   * The images of a body, at least one, in the order sent.
   *
   * @param contentType the header as sent
   * @throws ProblemException when the body as a whole cannot be used; what is wrong with one image
   *     among several stands in its place instead
   */
  public List<ImageFile> of(Optional<String> contentType, byte[] body) {
    if (contentType.isEmpty() && body.length == 0) {
      throw empty();
    }
    MediaType type =
        parsed(contentType.orElseThrow(() -> unsupported("The request has no Content-Type")));
    String name = (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "image/jpeg", "image/png" -> List.of(raw(body));
      case "multipart/form-data" -> {
        if (!type.getParameters().containsKey("boundary")) {
          throw new ProblemException(
              ProblemType.MALFORMED_BODY,
              "Content-Type is "
                  + Quoted.value(contentType.get())
                  + " without a boundary; let your HTTP client write that header.");
        }
        yield MultipartImages.of(contentType.get(), body, most);
      }
      case "application/json" -> JsonImages.of(body, most);
      default -> throw unsupported("Content-Type is " + Quoted.value(contentType.get()));
    };
  }

  private static MediaType parsed(String contentType) {
    try {
      return MediaType.valueOf(contentType);
    } catch (IllegalArgumentException e) {
      throw unsupported("Content-Type is " + Quoted.value(contentType));
    }
  }

  private static ImageFile raw(byte[] body) {
    if (body.length == 0) {
      throw empty();
    }
    return new ImageFile.Sent("The body", body);
  }

  private static ProblemException empty() {
    return new ProblemException(
        ProblemType.NO_IMAGE, "The body is empty; send the bytes of a JPEG or PNG file.");
  }

  private static ProblemException unsupported(String found) {
    return new ProblemException(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        found + "; send image/jpeg, image/png, multipart/form-data or application/json.");
  }

  static ProblemException tooMany(int most) {
    return new ProblemException(
        ProblemType.TOO_MANY_IMAGES,
        "The request has more than the " + most + " images allowed; spread them over several.");
  }

  /** The image, or a problem in its place when it has no bytes. */
  static ImageFile sent(String where, byte[] bytes) {
    return bytes.length == 0
        ? new ImageFile.Unreadable(
            new ProblemException(
                ProblemType.NO_IMAGE, where + " is empty; send the bytes of a JPEG or PNG file."))
        : new ImageFile.Sent(where, bytes);
  }
}
