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
  private static final String MULTIPART = "multipart/form-data";

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
    return switch (name(type)) {
      case "image/jpeg", "image/png" -> List.of(raw(body));
      case MULTIPART -> NamedImages.all(parts(type, contentType.get(), body, most));
      case "application/json" -> JsonImages.of(body, most);
      default -> throw unsupported("Content-Type is " + Quoted.value(contentType.get()));
    };
  }

  /**
   * The images of a multipart body with one part of each name, in the order of the names.
   *
   * @param contentType the header as sent
   * @throws ProblemException when the body as a whole cannot be used
   */
  public List<ImageFile> named(List<String> names, Optional<String> contentType, byte[] body) {
    String sent = contentType.orElse("");
    Optional<MediaType> type = contentType.map(RequestImages::parsed);
    if (type.isEmpty() || !name(type.get()).equals(MULTIPART)) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "Content-Type is %s; send multipart/form-data with the parts %s."
              .formatted(Quoted.value(sent), String.join(" and ", names)));
    }
    return NamedImages.named(names, parts(type.get(), sent, body, names.size()));
  }

  /**
   * The only image of a body.
   *
   * @param contentType the header as sent
   * @throws ProblemException when the body cannot be used or has several
   */
  public ImageFile one(Optional<String> contentType, byte[] body) {
    List<ImageFile> images = of(contentType, body);
    if (images.size() > 1) {
      throw new ProblemException(
          ProblemType.TOO_MANY_IMAGES,
          "The request has %d images where this call reads one; send one request for each."
              .formatted(images.size()));
    }
    return images.getFirst();
  }

  private static List<MultipartParts.Part> parts(
      MediaType type, String contentType, byte[] body, int most) {
    if (!type.getParameters().containsKey("boundary")) {
      throw new ProblemException(
          ProblemType.MALFORMED_BODY,
          "Content-Type is "
              + Quoted.value(contentType)
              + " without a boundary; let your HTTP client write that header.");
    }
    return MultipartParts.of(contentType, body, most);
  }

  private static String name(MediaType type) {
    return (type.getType() + "/" + type.getSubtype()).toLowerCase(Locale.ROOT);
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
