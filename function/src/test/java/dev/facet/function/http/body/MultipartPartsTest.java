package dev.facet.function.http.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.function.fixture.Damage;
import dev.facet.function.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** jqwik prints the seed and the smallest example that fails. */
class MultipartPartsTest {
  private static final String BOUNDARY = "c7f0b1-a-boundary";
  private static final String TYPE = "multipart/form-data; boundary=" + BOUNDARY;
  private static final int MOST = 8;
  private static final int TRIES = 1500;

  @Property(tries = TRIES)
  void partsComeBackAsTheyWereSentInTheirOrder(
      @ForAll @Size(min = 1, max = MOST) List<byte[]> sent) {
    List<MultipartParts.Part> parts = MultipartParts.of(TYPE, body(sent), MOST);

    assertThat(parts).extracting(MultipartParts.Part::name).containsOnly("image");
    assertThat(parts).hasSameSizeAs(sent);
    for (int i = 0; i < sent.size(); i++) {
      assertThat(parts.get(i).bytes()).isEqualTo(sent.get(i));
    }
  }

  @Property(tries = TRIES)
  void aDamagedBodyIsTakenApartOrRefusedWithAProblem(
      @ForAll @Size(min = 1, max = 3) List<byte[]> sent, @ForAll("damages") List<Damage> damages) {
    takeApartOrRefuse(TYPE, Damage.all(damages, body(sent)));
  }

  @Property(tries = TRIES)
  void aDamagedTypeIsUnderstoodOrRefusedWithAProblem(@ForAll("damages") List<Damage> damages) {
    String type = new String(Damage.all(damages, TYPE.getBytes(UTF_8)), UTF_8);

    takeApartOrRefuse(type.replaceAll("[^ -~]", "?"), body(List.of(new byte[] {1, 2, 3})));
  }

  /** Every other exception than a problem would be answered 500. */
  private static void takeApartOrRefuse(String type, byte[] body) {
    try {
      assertThat(MultipartParts.of(type, body, MOST)).hasSizeLessThanOrEqualTo(MOST);
    } catch (ProblemException refused) {
      assertThat(refused.problem().status()).isBetween(400, 499);
    }
  }

  private static byte[] body(List<byte[]> contents) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] content : contents) {
      String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"image\"; ";
      body.writeBytes((head + "filename=\"a\"\r\n\r\n").getBytes(UTF_8));
      body.writeBytes(content);
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(UTF_8));
    return body.toByteArray();
  }

  @Provide
  Arbitrary<List<Damage>> damages() {
    return Damage.some();
  }
}
