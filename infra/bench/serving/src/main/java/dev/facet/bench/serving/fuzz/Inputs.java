package dev.facet.bench.serving.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Damaged inputs by number; one seed gives the same inputs each time. */
public final class Inputs {
  private static final List<String> TYPES =
      List.of("image/jpeg", "image/png", "application/json", "multipart/form-data; boundary=b");
  private static final List<String> PARTS =
      List.of(
          "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\n",
          "--b\r\nContent-Disposition: form-data; name=image\r\n\r\n",
          "--b\r\ncontent-disposition:form-data;name=\"image\";filename*=UTF-8''%e2%82%ac.jpg\r\n\r\n",
          "--b\r\nContent-Disposition: form-data; name=\"image\"\r\nContent-Transfer-Encoding: base64\r\n\r\n",
          "--b\nContent-Disposition: form-data; name=\"image\"\n\n",
          "--b\r\nContent-Disposition: form-data; name=\"ima\\\"ge\"\r\n\r\n");

  private final List<byte[]> seeds;
  private final long seed;

  /**
   * Inputs made of pictures.
   *
   * @param pictures a few JPEG files
   */
  public Inputs(List<byte[]> pictures, long seed) throws IOException {
    this.seeds = Seeds.of(pictures);
    this.seed = seed;
  }

  /** One of them; safe for several threads. */
  public Input get(long number) {
    RandomGenerator random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
    Mutator mutator = new Mutator(random);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new Input(multipartType(random, mutator), multipart(random, mutator));
      case 3 -> new Input(TYPES.get(2), json(random, mutator));
      case 4 -> new Input(TYPES.get(random.nextInt(TYPES.size())), file(random, mutator));
      default -> new Input(TYPES.get(random.nextInt(2)), file(random, mutator));
    };
  }

  private byte[] seed(RandomGenerator random) {
    return seeds.get(random.nextInt(seeds.size()));
  }

  private byte[] file(RandomGenerator random, Mutator mutator) {
    byte[] good = seed(random);
    byte[] file = mutator.damaged(good, seed(random));
    boolean png = good[0] == (byte) 0x89;
    return png && random.nextInt(4) > 0 ? PngChecksums.corrected(file) : file;
  }

  private static String multipartType(RandomGenerator random, Mutator mutator) {
    String good = TYPES.get(3);
    if (random.nextInt(8) > 0) {
      return good;
    }
    byte[] damaged =
        mutator.damaged(good.getBytes(UTF_8), "boundary=\"b\"; charset=".getBytes(UTF_8));
    // a client sends no header with control characters; those are left to raw sockets
    return new String(damaged, ISO_8859_1).replaceAll("[^ -~]", "?").strip();
  }

  private byte[] multipart(RandomGenerator random, Mutator mutator) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int parts = 1 + random.nextInt(3); parts > 0; parts--) {
      byte[] head = PARTS.get(random.nextInt(PARTS.size())).getBytes(UTF_8);
      body.writeBytes(random.nextInt(3) == 0 ? mutator.damaged(head, seed(random)) : head);
      body.writeBytes(random.nextInt(3) == 0 ? file(random, mutator) : seed(random));
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--b--\r\n".getBytes(UTF_8));
    byte[] whole = body.toByteArray();
    return random.nextInt(3) == 0 ? mutator.damaged(whole, seed(random)) : whole;
  }

  private byte[] json(RandomGenerator random, Mutator mutator) {
    String image = Base64.getEncoder().encodeToString(file(random, mutator));
    byte[] good = "{\"images\": [\"%s\"]}".formatted(image).getBytes(UTF_8);
    return random.nextBoolean()
        ? good
        : mutator.damaged(good, "[{\"\\u0000\":1e999}]".getBytes(UTF_8));
  }
}
