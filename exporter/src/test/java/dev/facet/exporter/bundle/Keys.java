package dev.facet.exporter.bundle;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.PrivateKey;
import java.util.Base64;

/** Keys in files, as OpenSSL writes them. */
public final class Keys {
  private Keys() {}

  /** Writes a key as PEM. */
  public static Path write(Path file, Key key) throws IOException {
    String kind = key instanceof PrivateKey ? "PRIVATE KEY" : "PUBLIC KEY";
    String text =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.getEncoded());
    return Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }
}
