package dev.facet.function.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.config.Configured;
import dev.facet.function.config.Scope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String DIGEST = "ab".repeat(32);

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.1.2.3", "::1"})
  void needsNoKeysWhereOnlyThisMachineCanConnect(String host) {
    Access access = new Access(Configured.with(Map.of()), host);

    assertThat(access.mistakes()).isEmpty();
    assertThat(access.keyring()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
  void doesNotStartWithoutKeysWhereOthersCanConnect(String host) {
    Access access = new Access(Configured.with(Map.of()), host);

    assertThat(access.mistakes())
        .singleElement()
        .asString()
        .startsWith("quarkus.http.host is " + host)
        .contains("facet.keys", "facet.open=true");
  }

  @Test
  void startsWithoutKeysWhereSomethingElseDecidesWhoMayCall() {
    Access access = new Access(Configured.with(Map.of("facet.open", "true")), "0.0.0.0");

    assertThat(access.mistakes()).isEmpty();
    assertThat(access.keyring()).isEmpty();
  }

  @Test
  void needsKeysEverywhereOnceThereAreSome() throws Exception {
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("k".getBytes(StandardCharsets.UTF_8));
    Access access =
        new Access(
            Configured.with(
                Map.of(
                    "facet.keys.shop.sha256",
                    HexFormat.of().withUpperCase().formatHex(digest),
                    "facet.keys.shop.scopes",
                    "attributes,models",
                    "facet.keys.other.sha256",
                    DIGEST,
                    "facet.keys.other.scopes",
                    "infer")),
            "localhost");

    assertThat(access.mistakes()).isEmpty();
    Keyring keyring = access.keyring().orElseThrow();
    assertThat(keyring.owner(digest))
        .hasValueSatisfying(
            key -> {
              assertThat(key.id()).isEqualTo("shop");
              assertThat(key.scopes()).containsExactlyInAnyOrder(Scope.ATTRIBUTES, Scope.MODELS);
              assertThat(key.rate()).isEmpty();
            });
    digest[31] ^= 1;
    assertThat(keyring.owner(digest)).isEmpty();
  }

  @Test
  void saysEveryMistakeInTheKeysAndLetsNobodyIn() {
    Access access =
        new Access(
            Configured.with(
                Map.of(
                    "facet.open", "true",
                    "facet.keys.a.sha256", DIGEST,
                    "facet.keys.a.scopes", "attributes",
                    "facet.keys.b.sha256", DIGEST.toUpperCase(java.util.Locale.ROOT),
                    "facet.keys.b.scopes", "attributes",
                    "facet.keys.c.sha256", "the-key-itself",
                    "facet.keys.c.scopes", "attributes",
                    "facet.keys.D_d.sha256", "cd".repeat(32),
                    "facet.keys.D_d.scopes", "attributes")),
            "localhost");

    assertThat(access.mistakes())
        .hasSize(4)
        .anySatisfy(mistake -> assertThat(mistake).contains("is that of another key"))
        .anySatisfy(mistake -> assertThat(mistake).contains("facet.keys.c.sha256", "14 characters"))
        .anySatisfy(mistake -> assertThat(mistake).contains("facet.keys.D_d", "hyphens"))
        .anySatisfy(mistake -> assertThat(mistake).contains("facet.open"));
    assertThat(access.mistakes().toString()).doesNotContain("the-key-itself");
    assertThat(access.keyring()).isEmpty();
  }
}
