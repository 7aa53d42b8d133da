package dev.facet.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;

/**
 * What the program says, as one line of JSON.
 *
 * @param verdict what came out
 * @param words of whoever was asked, empty if they had nothing to say
 * @param facts further fields
 */
record Answer(Verdict verdict, String words, Facts facts) {
  /** What came out of a request. */
  enum Verdict {
    /** Checked and sound, or run. */
    GOOD,
    /** Looked at and turned down. */
    REFUSED,
    /** Newer than what the checker knows. */
    TOO_NEW,
    /** Not for this platform. */
    UNAVAILABLE
  }

  /** Writes further fields of the answer. */
  @FunctionalInterface
  interface Facts {
    /** Writes into the object that is open. */
    void write(JsonGenerator json) throws IOException;
  }

  /** An answer of a verdict and some words. */
  static Answer of(Verdict verdict, String words) {
    return new Answer(verdict, words, json -> {});
  }

  /** The line. */
  String line() throws IOException {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("verdict", verdict.name());
      json.writeStringField("words", words);
      facts.write(json);
      json.writeEndObject();
    }
    return line.toString();
  }
}
