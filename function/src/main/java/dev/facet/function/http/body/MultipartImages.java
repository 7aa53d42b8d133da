package dev.facet.function.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.facet.function.inference.ImageFile;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpData;
import io.netty.handler.codec.http.multipart.HttpPostMultipartRequestDecoder;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The parts named {@value #PART} of a multipart/form-data body (RFC 7578). */
final class MultipartImages {
  static final String PART = "image";

  private static final int LONGEST_HEADER = 8 * 1024;

  private MultipartImages() {}

  static List<ImageFile> of(String contentType, byte[] body, int most) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    try {
      request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
      return images(request, most);
    } catch (HttpPostRequestDecoder.TooManyFormFieldsException e) {
      throw RequestImages.tooMany(most);
    } catch (ProblemException problem) {
      throw problem;
    } catch (IOException | RuntimeException e) { // what the decoder throws is not declared
      throw malformed(Quoted.value("" + e.getMessage()));
    } finally {
      request.release();
    }
  }

  private static List<ImageFile> images(FullHttpRequest request, int most) throws IOException {
    // false: in memory, never on disk; one part more than allowed, to tell it from the allowed
    HttpPostMultipartRequestDecoder decoder =
        new HttpPostMultipartRequestDecoder(
            new DefaultHttpDataFactory(false), request, UTF_8, most + 1, LONGEST_HEADER);
    try {
      List<InterfaceHttpData> parts = decoder.getBodyHttpDatas();
      if (decoder.currentPartialHttpData() != null) {
        throw malformed("its last part does not end");
      }
      return images(parts, most);
    } finally {
      decoder.destroy();
    }
  }

  private static List<ImageFile> images(List<InterfaceHttpData> parts, int most)
      throws IOException {
    List<ImageFile> images = new ArrayList<>();
    for (InterfaceHttpData part : parts) {
      if (!part.getName().equals(PART)) {
        throw new ProblemException(
            ProblemType.BAD_FIELD,
            "Part %d is named %s; name every part 'image'."
                .formatted(images.size() + 1, Quoted.value(part.getName())));
      }
      images.add(RequestImages.sent("Image part " + (images.size() + 1), ((HttpData) part).get()));
    }
    if (images.isEmpty()) {
      throw new ProblemException(
          ProblemType.NO_IMAGE, "The body has no part; send at least one named 'image'.");
    }
    if (images.size() > most) {
      throw RequestImages.tooMany(most);
    }
    return images;
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        ProblemType.MALFORMED_BODY,
        "The body is not multipart/form-data as its Content-Type says: "
            + why
            + "; compare it with RFC 7578.");
  }
}
