package dev.facet.function.retention;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import dev.facet.function.fixture.Pictures;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Every form in which a picture could have stayed somewhere, as bytes to look for. */
final class Traces {
  private static final int LENGTH = 24;
  private static final int CHUNK = 1 << 20;
  private static final int LONGEST = 1024;

  private final Map<String, byte[]> patterns = new LinkedHashMap<>();
  private final boolean[] beginnings = new boolean[1 << 16];

  private Traces() {}

  /** The traces of the picture of a seed. */
  static Traces of(long seed) {
    Traces traces = new Traces();
    BufferedImage picture = Noise.picture(seed);
    byte[] file = Pictures.png(picture);
    int middle = file.length / 2 / 3 * 3; // where base64 begins anew
    byte[] piece = Arrays.copyOfRange(file, middle, middle + LENGTH);
    String base64 = Base64.getEncoder().encodeToString(piece);
    traces.add("the file", piece);
    traces.add("the file as base64", base64.getBytes(ISO_8859_1));
    traces.add("the file as base64 in a long text", base64.getBytes(UTF_16LE));
    traces.add("the file as base64 in a long text of a dump", base64.getBytes(UTF_16BE));
    traces.add("the file as hexadecimal digits", hex(piece, HexFormat.of()));
    traces.add(
        "the file as capital hexadecimal digits", hex(piece, HexFormat.of().withUpperCase()));
    traces.add(
        "the file as numbers",
        Arrays.toString(piece).replaceAll("[\\[\\]]", "").getBytes(ISO_8859_1));
    ByteBuffer rgb = ByteBuffer.allocate(LENGTH);
    ByteBuffer bgr = ByteBuffer.allocate(LENGTH);
    ByteBuffer floats = ByteBuffer.allocate(LENGTH * Float.BYTES);
    ByteBuffer packed = ByteBuffer.allocate(LENGTH / 3 * Integer.BYTES);
    for (int x = 0; x < LENGTH / 3; x++) {
      int colour = picture.getRGB(x, Noise.HEIGHT / 2);
      rgb.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
      bgr.put((byte) colour).put((byte) (colour >> 8)).put((byte) (colour >> 16));
      packed.putInt(colour);
      for (int shift = 16; shift >= 0; shift -= 8) {
        floats.putFloat((float) (colour >> shift & 0xFF));
      }
    }
    traces.add("pixels", rgb.array());
    traces.add("pixels, blue first", bgr.array());
    traces.add("pixels as numbers of 32 bits", packed.array());
    traces.add("pixels as floats", floats.array());
    return traces;
  }

  private static byte[] hex(byte[] bytes, HexFormat format) {
    return format.formatHex(bytes).getBytes(ISO_8859_1);
  }

  private void add(String name, byte[] pattern) {
    patterns.put(name, pattern);
    beginnings[beginning(pattern, 0)] = true;
  }

  private static int beginning(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF);
  }

  /** All forms that are looked for. */
  Set<String> forms() {
    return patterns.keySet();
  }

  /** The forms that are somewhere in a text. */
  Set<String> in(String text) {
    Set<String> found = new TreeSet<>();
    byte[] bytes = text.getBytes(ISO_8859_1);
    look(bytes, bytes.length, found);
    return found;
  }

  /** The forms that are somewhere in a stream. */
  Set<String> in(InputStream stream) throws IOException {
    Set<String> found = new TreeSet<>();
    byte[] window = new byte[LONGEST + CHUNK];
    int kept = 0;
    for (int read = stream.readNBytes(window, 0, CHUNK);
        read > 0;
        read = stream.readNBytes(window, kept, CHUNK)) {
      int filled = kept + read;
      look(window, filled, found);
      kept = Math.min(LONGEST, filled);
      System.arraycopy(window, filled - kept, window, 0, kept);
    }
    Arrays.fill(window, (byte) 0);
    return found;
  }

  private void look(byte[] bytes, int length, Set<String> found) {
    for (int at = 0; at < length - 1; at++) {
      if (beginnings[beginning(bytes, at)]) {
        for (Map.Entry<String, byte[]> form : patterns.entrySet()) {
          byte[] pattern = form.getValue();
          int end = at + pattern.length;
          if (end <= length && Arrays.equals(bytes, at, end, pattern, 0, pattern.length)) {
            found.add(form.getKey());
          }
        }
      }
    }
  }
}
