package dev.facet.function.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The model of {@link FixtureModel} with everything that keeps a function safe. */
public class Guarded extends FixtureModel {
  /** May use everything but embeddings. */
  public static final String EVERYTHING = "facet_everything";

  /** May see models. */
  public static final String MODELS = "facet_models";

  /** May ask for attributes twice an hour. */
  public static final String SELDOM = "facet_seldom";

  /** What the tests' own key store is locked with. */
  public static final String PASSWORD = "test-only";

  /** The secret of the audit log. */
  public static final String SECRET = "a secret of the tests";

  private static final Path STORE = Path.of("target", "test-tls.p12").toAbsolutePath();

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> keys = new HashMap<>(super.getConfigOverrides());
    key(
        keys,
        "everything",
        EVERYTHING,
        "attributes,verifications,explanations,infer,models,metrics");
    key(keys, "models", MODELS, "models");
    key(keys, "seldom", SELDOM, "attributes");
    keys.put("facet.keys.seldom.rate", "2/h");
    keys.put("facet.attributes.hide", "Green");
    keys.put("facet.audit.enabled", "true");
    keys.put("facet.audit.secret", SECRET);
    makeStore();
    keys.put("quarkus.tls.key-store.p12.path", STORE.toString());
    keys.put("quarkus.tls.key-store.p12.password", PASSWORD);
    keys.put("quarkus.http.test-ssl-port", "0");
    return keys;
  }

  private static void key(Map<String, String> keys, String id, String key, String scopes) {
    keys.put("facet.keys." + id + ".sha256", digest(key));
    keys.put("facet.keys." + id + ".scopes", scopes);
  }

  /** What the configuration knows of a key. */
  static String digest(String key) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(key.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** By the tool that comes with every JDK, as its users make theirs. */
  private static void makeStore() {
    try {
      Files.deleteIfExists(STORE);
      Process keytool =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                  "-genkeypair",
                  "-alias",
                  "test",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=localhost",
                  "-ext",
                  "SAN=dns:localhost",
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-storepass",
                  PASSWORD,
                  "-keystore",
                  STORE.toString())
              .redirectErrorStream(true)
              .start();
      String said = new String(keytool.getInputStream().readAllBytes(), UTF_8);
      if (keytool.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
