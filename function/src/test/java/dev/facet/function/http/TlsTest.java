package dev.facet.function.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Guarded.class)
class TlsTest {
  private static final int HANDSHAKE = 22;
  private static final int ALERT = 21;
  private static final int PROTOCOL_VERSION = 70;

  @TestHTTPResource(value = "/v1/models", tls = true)
  URI models;

  @Test
  void answersOverTlsAndAsksToStayThere() throws Exception {
    try (HttpClient client = client(trusting(), "TLSv1.3")) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(models).header("X-API-Key", Guarded.MODELS).build(),
              HttpResponse.BodyHandlers.ofString(UTF_8));

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(answer.headers().firstValue("Strict-Transport-Security"))
          .contains("max-age=31536000");
    }
  }

  @Test
  void needsAKeyOverTlsToo() throws Exception {
    try (HttpClient client = client(trusting(), "TLSv1.3")) {
      assertThat(
              client
                  .send(
                      HttpRequest.newBuilder(models).build(),
                      HttpResponse.BodyHandlers.discarding())
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void isNotTrustedByWhoDoesNotKnowItsCertificate() throws Exception {
    try (HttpClient client = client(SSLContext.getDefault(), "TLSv1.3")) {
      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(models).build(),
                      HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  @Test
  void refusesTls12FromAClientThatKnowsIt() throws Exception {
    try (HttpClient client = client(trusting(), "TLSv1.2")) {
      assertThatThrownBy(
              () ->
                  client.send(
                      HttpRequest.newBuilder(models).build(),
                      HttpResponse.BodyHandlers.discarding()))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("protocol_version");
    }
  }

  /** By bytes, because the JDK's own client refuses most of these versions itself. */
  @ParameterizedTest
  @ValueSource(ints = {0x0300, 0x0301, 0x0302, 0x0303})
  void refusesVersionsBefore13(int version) throws IOException {
    assertThat(answerTo(hello(version))).isEqualTo("alert " + PROTOCOL_VERSION);
  }

  private String answerTo(byte[] hello) throws IOException {
    try (Socket socket = new Socket(models.getHost(), models.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(hello);
      DataInputStream answer = new DataInputStream(socket.getInputStream());
      int type = answer.readUnsignedByte();
      answer.skipNBytes(4); // version and length
      int first = answer.readUnsignedByte();
      return switch (type) {
        case ALERT -> "alert " + (first == 2 ? answer.readUnsignedByte() : -1);
        default -> "type " + type;
      };
    }
  }

  /** A greeting that offers one version and what every server of its time knew. */
  private static byte[] hello(int version) {
    byte[] extensions = {
      0, 10, 0, 4, 0, 2, 0, 23, // groups: secp256r1
      0, 11, 0, 2, 1, 0, // points: uncompressed
      0, 13, 0, 6, 0, 4, 4, 3, 2, 3, // signatures: ECDSA with SHA-256 or SHA-1
    };
    short[] suites = {(short) 0xC02B, (short) 0xC023, (short) 0xC009, (short) 0xC00A};
    ByteBuffer body = ByteBuffer.allocate(512);
    body.putShort((short) version).put(new byte[32]).put((byte) 0);
    body.putShort((short) (2 * suites.length));
    for (short suite : suites) {
      body.putShort(suite);
    }
    body.put((byte) 1).put((byte) 0);
    body.putShort((short) extensions.length).put(extensions).flip();
    ByteBuffer record = ByteBuffer.allocate(9 + body.limit());
    record.put((byte) HANDSHAKE).putShort((short) 0x0301).putShort((short) (body.limit() + 4));
    record.put((byte) 1).put((byte) 0).putShort((short) body.limit()).put(body);
    return record.array();
  }

  private static HttpClient client(SSLContext context, String version) {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {version});
    return HttpClient.newBuilder().sslContext(context).sslParameters(parameters).build();
  }

  private static SSLContext trusting() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(Path.of("target", "test-tls.p12"))) {
      store.load(file, Guarded.PASSWORD.toCharArray());
    }
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("test", store.getCertificate("test"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
