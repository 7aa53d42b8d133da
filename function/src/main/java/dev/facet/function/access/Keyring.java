package dev.facet.function.access;

import dev.facet.function.config.AccessConfig;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** All keys that may call. */
final class Keyring {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-fA-F]{64}");

  private final List<ApiKey> keys;

  private Keyring(List<ApiKey> keys) {
    this.keys = List.copyOf(keys);
  }

  /**
   * The keys of a configuration.
   *
   * @throws IllegalArgumentException when it has {@link #mistakes}
   */
  static Keyring of(Map<String, AccessConfig.Key> configured) {
    List<String> mistakes = mistakes(configured);
    if (!mistakes.isEmpty()) {
      throw new IllegalArgumentException(String.join(" ", mistakes));
    }
    return new Keyring(
        configured.entrySet().stream()
            .map(
                entry ->
                    new ApiKey(
                        entry.getKey(),
                        HexFormat.of().parseHex(entry.getValue().sha256()),
                        entry.getValue().scopes(),
                        entry.getValue().rate()))
            .toList());
  }

  /** One sentence for each key that breaks a rule. */
  static List<String> mistakes(Map<String, AccessConfig.Key> configured) {
    List<String> mistakes = new ArrayList<>();
    Set<String> digests = new HashSet<>();
    configured.forEach(
        (id, key) -> {
          String name = "facet.keys." + id;
          if (!ID.matcher(id).matches()) {
            mistakes.add(
                name + ": the name of a key has 1 to 64 lower-case letters, digits and hyphens.");
          }
          if (!DIGEST.matcher(key.sha256()).matches()) {
            mistakes.add(
                name
                    + ".sha256 must be 64 hexadecimal digits, found "
                    + key.sha256().length()
                    + " characters; it is the digest of the key, not the key.");
          } else if (!digests.add(key.sha256().toLowerCase(Locale.ROOT))) {
            mistakes.add(name + ".sha256 is that of another key too; give each its own.");
          }
          if (key.scopes().isEmpty()) {
            mistakes.add(name + ".scopes must name at least one scope.");
          }
        });
    return mistakes;
  }

  List<ApiKey> keys() {
    return keys;
  }

  /** Whose digest this is. Every key is looked at, whichever matches. */
  Optional<ApiKey> owner(byte[] digest) {
    ApiKey owner = null;
    for (ApiKey key : keys) {
      if (key.matches(digest)) {
        owner = key;
      }
    }
    return Optional.ofNullable(owner);
  }
}
