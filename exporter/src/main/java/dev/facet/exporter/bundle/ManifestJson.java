package dev.facet.exporter.bundle;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.facet.exporter.ExportException;
import dev.facet.exporter.graph.Dimension;
import java.io.IOException;
import java.util.Objects;

/** Manifests as JSON: keys in the order of the records, the same bytes for the same manifest. */
public final class ManifestJson {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(
              new SimpleModule()
                  .addSerializer(Dimension.class, new DimensionWriter())
                  .addDeserializer(Dimension.class, new DimensionReader()))
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultPropertyInclusion(
              JsonInclude.Value.construct(
                  JsonInclude.Include.NON_ABSENT, JsonInclude.Include.NON_ABSENT))
          .build();

  private static final Separators SEPARATORS =
      Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);

  private ManifestJson() {}

  /** The manifest, indented, with a line feed at the end whatever the platform. */
  public static String write(Manifest manifest) {
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter(SEPARATORS);
    printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
    try {
      return JSON.writer(printer).writeValueAsString(manifest) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a manifest is always writable", e);
    }
  }

  /** A part of a manifest on one line, for the model's own metadata. */
  public static String line(Object part) {
    try {
      return JSON.writeValueAsString(part);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a part of a manifest is always writable", e);
    }
  }

  /**
   * Reads a manifest.
   *
   * @param json its text
   * @param where what to call the file in an error
   * @throws ExportException if it is not JSON, lacks a field, has an unknown one or another format
   */
  public static Manifest read(String json, String where) {
    Manifest manifest;
    try {
      manifest = JSON.readValue(json, Manifest.class);
    } catch (JsonMappingException e) {
      throw new ExportException(
          "%s is not the manifest of a bundle: field '%s' is missing, unknown or of"
                  .formatted(where, field(e))
              + " the wrong kind; export the bundle again.",
          e);
    } catch (JsonProcessingException e) {
      throw new ExportException(
          "%s is not JSON: %s; export the bundle again.".formatted(where, e.getOriginalMessage()),
          e);
    }
    if (!Manifest.FORMAT.equals(manifest.format())) {
      throw new ExportException(
          "%s has format %s, but this version of Facet reads %s."
              .formatted(where, manifest.format(), Manifest.FORMAT));
    }
    return manifest;
  }

  private static String field(JsonMappingException mistake) {
    return mistake.getPath().stream()
        .map(step -> Objects.requireNonNullElse(step.getFieldName(), "" + step.getIndex()))
        .collect(joining("."));
  }

  private static final class DimensionWriter extends JsonSerializer<Dimension> {
    @Override
    public void serialize(Dimension value, JsonGenerator to, SerializerProvider provider)
        throws IOException {
      switch (value) {
        case Dimension.Fixed(long size) -> to.writeNumber(size);
        case Dimension.Batch batch -> to.writeString(batch.toString());
      }
    }
  }

  private static final class DimensionReader extends JsonDeserializer<Dimension> {
    @Override
    public Dimension deserialize(JsonParser from, DeserializationContext context)
        throws IOException {
      try {
        return from.currentToken() == JsonToken.VALUE_NUMBER_INT
            ? Dimension.of(from.getLongValue())
            : Dimension.ofSymbol(from.getText());
      } catch (IllegalArgumentException e) {
        return context.reportInputMismatch(Dimension.class, "%s", e.getMessage());
      }
    }
  }
}
