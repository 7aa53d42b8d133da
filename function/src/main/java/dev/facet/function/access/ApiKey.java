package dev.facet.function.access;

import dev.facet.function.config.Rate;
import dev.facet.function.config.Scope;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;

/**
 * A key that may call.
 *
 * @param id its name
 * @param sha256 the 32 bytes of its digest
 * @param scopes what it may be used for
 * @param rate how often
 */
@SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest alone
record ApiKey(String id, byte[] sha256, Set<Scope> scopes, Optional<Rate> rate) {
  /** Copies the scopes. */
  ApiKey {
    scopes = Set.copyOf(scopes);
  }

  /** Whether a digest is this key's, in a time that tells nothing about where they differ. */
  boolean matches(byte[] digest) {
    return MessageDigest.isEqual(sha256, digest);
  }
}
