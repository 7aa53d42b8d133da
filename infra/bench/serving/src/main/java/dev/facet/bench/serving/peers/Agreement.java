package dev.facet.bench.serving.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.subject.Subject;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** Whether services answer the same; times of different answers cannot be compared. */
public final class Agreement {
  /** How far probabilities may lie apart where nothing is scaled and nothing was lossy. */
  public static final double EXACT = 1e-3;

  /**
   * How far they may lie apart where pictures are scaled: Pillow rounds between its two passes, the
   * function does not, and the grey level that a sixth of the values differ by moves probabilities
   * of drawn faces by up to 0.03, and by up to 0.07 where the network computes in int8.
   */
  public static final double SCALED = 0.1;

  private Agreement() {}

  /**
   * The largest difference of any probability over some pictures.
   *
   * @param allowed how large it may be
   * @throws BenchException when it is larger, or an answer has other attributes
   */
  public static double check(Subject one, Subject other, List<byte[]> pictures, double allowed) {
    double most = 0;
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (byte[] picture : pictures) {
        Map<String, Double> expected = probabilities(one, client, picture);
        Map<String, Double> found = probabilities(other, client, picture);
        if (expected.isEmpty() || !expected.keySet().equals(found.keySet())) {
          throw new BenchException(
              "%s and %s answer with other attributes.".formatted(one.name(), other.name()));
        }
        for (Map.Entry<String, Double> attribute : expected.entrySet()) {
          most = Math.max(most, Math.abs(attribute.getValue() - found.get(attribute.getKey())));
        }
      }
    } catch (IOException e) {
      throw new BenchException("An answer could not be compared: %s.".formatted(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("The comparison was interrupted.", e);
    }
    if (most > allowed) {
      throw new BenchException(
          "%s and %s differ by %.5f in a probability, which may be %s at most: their times cannot be compared."
              .formatted(one.name(), other.name(), most, allowed));
    }
    return most;
  }

  /** A picture as a PNG of the model's size, which nobody scales. */
  public static byte[] fitted(byte[] picture, int width, int height) {
    try {
      BufferedImage fitted = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
      Graphics2D graphics = fitted.createGraphics();
      graphics.drawImage(
          ImageIO.read(new ByteArrayInputStream(picture)), 0, 0, width, height, null);
      graphics.dispose();
      ByteArrayOutputStream png = new ByteArrayOutputStream();
      ImageIO.write(fitted, "png", png);
      return png.toByteArray();
    } catch (IOException e) {
      throw new BenchException("A picture cannot be decoded.", e);
    }
  }

  private static Map<String, Double> probabilities(
      Subject subject, HttpClient client, byte[] picture) throws IOException, InterruptedException {
    HttpResponse<String> response = subject.post(client, picture);
    if (response.statusCode() != 200) {
      throw new IOException(subject.name() + " answered with status " + response.statusCode());
    }
    Map<String, Double> probabilities = new LinkedHashMap<>();
    for (JsonNode attribute :
        new ObjectMapper().readTree(response.body()).at("/images/0/faces/0/attributes")) {
      probabilities.put(
          attribute.path("name").asText(), attribute.path("probability").doubleValue());
    }
    return probabilities;
  }
}
