package dev.facet.function.http.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.function.config.FacetConfig;
import dev.facet.function.http.answer.AttributesAnswer;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.format.EventDeserializationException;
import io.cloudevents.core.message.Encoding;
import io.cloudevents.core.message.MessageReader;
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.http.HttpMessageFactory;
import io.cloudevents.jackson.JsonFormat;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes images out of events, and puts attributes into events. */
@Singleton
class FaceEvents {
  static final String TYPE = "dev.facet.attributes";

  private static final Set<String> IMAGES = Set.of("image/jpeg", "image/png");

  private final ObjectMapper json;
  private final URI source;

  FaceEvents(FacetConfig config, ObjectMapper json) {
    this.json = json;
    this.source = config.events().source();
    EventFormatProvider.getInstance().registerFormat(new JsonFormat());
  }

  /**
   * An event as it came.
   *
   * @param event in any mode
   * @param mode in which it came, and its answer goes
   */
  record Arrived(CloudEvent event, Encoding mode) {}

  /**
   * Reads an event.
   *
   * @param headers of the request
   * @throws ProblemException when the request is no event
   */
  Arrived read(Map<String, List<String>> headers, byte[] body) {
    try {
      MessageReader reader = HttpMessageFactory.createReaderFromMultimap(headers, body);
      return new Arrived(reader.toEvent(), reader.getEncoding());
    } catch (EventDeserializationException e) {
      if (e.getCause() instanceof StreamConstraintsException) {
        throw new ProblemException(
            ProblemType.BODY_TOO_LARGE,
            "The event has a text of more than 20000000 characters, or is nested too deeply; send the image in binary mode.");
      }
      throw malformed(e);
    } catch (RuntimeException e) {
      // what a stranger's event makes the library throw is not declared
      throw malformed(e);
    }
  }

  private static ProblemException malformed(RuntimeException why) {
    return new ProblemException(
        ProblemType.MALFORMED_BODY,
        "The request is no CloudEvent: %s; send its attributes as ce- headers, or the event as application/cloudevents+json."
            .formatted(Quoted.value("" + why.getMessage())));
  }

  /**
   * The image that an event carries.
   *
   * @throws ProblemException when its data is none
   */
  ImageFile image(CloudEvent event) {
    Optional<String> type = Optional.ofNullable(event.getDataContentType());
    if (type.map(FaceEvents::plain).filter(IMAGES::contains).isEmpty()) {
      throw new ProblemException(
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          "The event's datacontenttype is %s; send image/jpeg or image/png."
              .formatted(type.map(Quoted::value).orElse("missing")));
    }
    if (event.getData() == null || event.getData().toBytes().length == 0) {
      throw new ProblemException(
          ProblemType.NO_IMAGE, "The event has no data; send the bytes of a JPEG or PNG file.");
    }
    return new ImageFile.Sent("The event's data", event.getData().toBytes());
  }

  private static String plain(String mediaType) {
    int end = mediaType.indexOf(';');
    return (end < 0 ? mediaType : mediaType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /**
   * The answer to an event, in the mode in which that came.
   *
   * <p>The same event, delivered twice, is answered with the same id: whoever listens can tell.
   */
  Response answer(Arrived asked, AttributesAnswer answer) {
    CloudEvent event = asked.event();
    String origin =
        String.join("\n", "" + event.getSource(), event.getId(), answer.model().sha256());
    CloudEventBuilder reply =
        CloudEventBuilder.v1()
            .withId(UUID.nameUUIDFromBytes(origin.getBytes(UTF_8)).toString())
            .withSource(source)
            .withType(TYPE)
            .withData(MediaType.APPLICATION_JSON, bytes(answer));
    Optional.ofNullable(event.getSubject()).ifPresent(reply::withSubject);
    Response.ResponseBuilder response = Response.ok();
    var writer = HttpMessageFactory.createWriter(response::header, response::entity);
    switch (asked.mode()) {
      case STRUCTURED -> writer.writeStructured(reply.build(), JsonFormat.CONTENT_TYPE);
      case BINARY -> writer.writeBinary(reply.build());
    }
    return response.build();
  }

  private byte[] bytes(AttributesAnswer answer) {
    try {
      return json.writeValueAsBytes(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer could not be written", e);
    }
  }
}
