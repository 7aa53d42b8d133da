package dev.facet.bench.serving.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.facet.bench.serving.subject.Function;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The calls that a soak mixes. */
public final class Calls {
  private static final String JPEG = "image/jpeg";
  private static final String PNG = "image/png";
  private static final String JSON = "application/json";
  private static final String MULTIPART = "multipart/form-data; boundary=b";
  private static final String PART = "--b\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n";

  private Calls() {}

  /** Calls that are answered with what the model reads. */
  public static List<Call> good(List<byte[]> pictures) throws IOException {
    byte[] first = pictures.getFirst();
    String encoded = Base64.getEncoder().encodeToString(first);
    return List.of(
        raw("a JPEG", 200, JPEG, first),
        raw("another JPEG", 200, JPEG, pictures.get(1)),
        raw("a JPEG of 3 megapixels", 200, JPEG, HostileFiles.picture(2000, 1500, "jpeg", 8)),
        raw("a PNG", 200, PNG, HostileFiles.picture(178, 218, "png", 8)),
        raw("a JPEG that is called PNG", 200, PNG, first),
        raw("three parts", 200, MULTIPART, parts(pictures.subList(0, 3))),
        text(
            "two pictures in JSON",
            200,
            JSON,
            "{\"images\":[\"%s\",\"%s\"]}".formatted(encoded, encoded)),
        text(
            "a good and a bad picture in JSON",
            200,
            JSON,
            "{\"images\":[\"%s\",\"AAAA\"]}".formatted(encoded)));
  }

  /** Calls that cost a careless server its memory, its time or its files. */
  public static List<Call> hostile(byte[] picture) throws IOException {
    byte[] huge = HostileFiles.png(30_000, 30_000, 0, HostileFiles.zeros(30_000L * 30_001));
    byte[] bomb = HostileFiles.chunk("zTXt", HostileFiles.zeros(100_000_000));
    byte[] palette = HostileFiles.chunk("PLTE", new byte[3]);
    byte[] tooMuch = new byte[25 << 20];
    String part = PART + "x\r\n";
    return List.of(
        raw("a cut-off JPEG", 422, JPEG, Arrays.copyOf(picture, picture.length / 2)),
        raw("a text", 400, JPEG, "hello".getBytes(UTF_8)),
        raw("nothing", 400, JPEG, new byte[0]),
        raw("30000 x 30000 pixels", 413, JPEG, huge),
        raw("0 x 0 pixels", 422, JPEG, HostileFiles.png(0, 0, 0, HostileFiles.zeros(1))),
        raw(
            "less data than claimed",
            422,
            JPEG,
            HostileFiles.png(5000, 5000, 0, HostileFiles.zeros(99))),
        raw(
            "a bomb in a text chunk",
            200,
            JPEG,
            HostileFiles.png(2, 2, 3, HostileFiles.zeros(6), bomb, palette)),
        raw("no media type", 415, "", picture),
        new Call(
            "a path for a model",
            404,
            JPEG,
            Function.ATTRIBUTES + "?model=..%2F..%2Fetc%2Fpasswd",
            BodyPublishers.ofByteArray(picture)),
        text("deep JSON", 400, JSON, "{\"images\":" + "[".repeat(1_000_000)),
        text("no base64", 400, JSON, "{\"images\":[\"%%%\"]}"),
        text(
            "a thousand parts", 413, MULTIPART, part.formatted("image").repeat(1000) + "--b--\r\n"),
        text("a wrong part", 400, MULTIPART, part.formatted("file") + "--b--\r\n"),
        text("parts without an end", 400, MULTIPART, part.formatted("image") + "--b\r\nCont"),
        raw("a body too large", 413, JPEG, tooMuch),
        new Call(
            "a body too large of unknown length",
            413,
            JPEG,
            Function.ATTRIBUTES,
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooMuch))));
  }

  /** A picture as large as common cameras take. */
  public static Call camera() throws IOException {
    return raw("24 megapixels", 200, JPEG, HostileFiles.picture(6000, 4000, "jpeg", 64));
  }

  private static Call raw(String name, int status, String type, byte[] body) {
    return new Call(name, status, type, Function.ATTRIBUTES, BodyPublishers.ofByteArray(body));
  }

  private static Call text(String name, int status, String type, String body) {
    return raw(name, status, type, body.getBytes(UTF_8));
  }

  private static byte[] parts(List<byte[]> pictures) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (byte[] picture : pictures) {
      body.writeBytes(PART.formatted("image").getBytes(UTF_8));
      body.writeBytes(picture);
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--b--\r\n".getBytes(UTF_8));
    return body.toByteArray();
  }
}
