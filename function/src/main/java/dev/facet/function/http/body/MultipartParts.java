package dev.facet.function.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;

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

/** The parts of a multipart/form-data body (RFC 7578), in the order sent. */
final class MultipartParts {
  private static final int LONGEST_HEADER = 8 * 1024;

  private MultipartParts() {}

  /**
   * A part.
   *
   * @param name of its field
   * @param bytes its content
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared; copying 20 MB would cost too much
  record Part(String name, byte[] bytes) {}

  /**
   * The parts of a body, at least one.
   *
   * @param most how many it may have
   * @throws ProblemException when it has none or more, or is no multipart/form-data
   */
  static List<Part> of(String contentType, byte[] body, int most) {
    FullHttpRequest request =
        new DefaultFullHttpRequest(
            HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(body));
    try {
      request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
      return parts(request, most);
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

  private static List<Part> parts(FullHttpRequest request, int most) throws IOException {
    // false: in memory, never on disk; one part more than allowed, to tell it from the allowed
    HttpPostMultipartRequestDecoder decoder =
        new HttpPostMultipartRequestDecoder(
            new DefaultHttpDataFactory(false), request, UTF_8, most + 1, LONGEST_HEADER);
    try {
      List<InterfaceHttpData> found = decoder.getBodyHttpDatas();
      if (decoder.currentPartialHttpData() != null) {
        throw malformed("its last part does not end");
      }
      List<Part> parts = new ArrayList<>();
      for (InterfaceHttpData part : found) {
        parts.add(new Part(part.getName(), ((HttpData) part).get()));
      }
      if (parts.size() > most) {
        throw RequestImages.tooMany(most);
      }
      return parts;
    } finally {
      decoder.destroy();
    }
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        ProblemType.MALFORMED_BODY,
        "The body is not multipart/form-data as its Content-Type says: "
            + why
            + "; compare it with RFC 7578.");
  }
}
