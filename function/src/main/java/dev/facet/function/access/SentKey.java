package dev.facet.function.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.MultiMap;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What a request carries in the place of a key. */
sealed interface SentKey {
  /** The header of our own, for where something else uses Authorization. */
  String OWN_HEADER = "X-API-Key";

  /** A key. */
  @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest alone
  record Digest(byte[] sha256) implements SentKey {}

  /** Nothing. */
  record None() implements SentKey {}

  /**
   * Something that is no key.
   *
   * @param why the first half of a sentence
   */
  record Malformed(String why) implements SentKey {}

  /** The key of a request: that of {@value #OWN_HEADER} if it is there, or else the bearer's. */
  static SentKey of(MultiMap headers) {
    List<String> own = headers.getAll(OWN_HEADER);
    if (!own.isEmpty()) {
      return own.size() == 1 ? key(own.getFirst()) : new Malformed("X-API-Key is there twice");
    }
    List<String> bearers = headers.getAll("Authorization");
    if (bearers.isEmpty()) {
      return new None();
    }
    String[] words = bearers.getFirst().strip().split(" +", 2);
    if (bearers.size() > 1) {
      return new Malformed("Authorization is there twice");
    }
    return words.length == 2 && words[0].equalsIgnoreCase("Bearer")
        ? key(words[1])
        : new Malformed("Authorization is not of the form 'Bearer KEY'");
  }

  private static SentKey key(String text) {
    try {
      return new Digest(MessageDigest.getInstance("SHA-256").digest(text.strip().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
