package dev.facet.trainer.augment;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * Writes stored faces as the network's input {@code [3, cropHeight, cropWidth]}, varied for
 * training or as they are for evaluation. Immutable and safe for several threads.
 */
public final class Augmenter {
  private static final float RED = 0.299f;
  private static final float GREEN = 0.587f;
  private static final float BLUE = 0.114f;

  private final InputSpec input;
  private final Augmentation augmentation;
  // Normalisation of values 0..255 as one multiplication and one addition a channel.
  private final float[] scale = new float[InputSpec.CHANNELS];
  private final float[] shift = new float[InputSpec.CHANNELS];

  /** Writes that input with that augmentation. */
  public Augmenter(InputSpec input, Augmentation augmentation) {
    this.input = requireNonNull(input, "input is null");
    this.augmentation = requireNonNull(augmentation, "augmentation is null");
    for (int c = 0; c < InputSpec.CHANNELS; c++) {
      scale[c] = (float) (1 / (255 * input.std().get(c)));
      shift[c] = (float) (-input.mean().get(c) / input.std().get(c));
    }
  }

  /**
   * Writes a face, varied by what the seed draws.
   *
   * @param rgb the face, {@code height * width * 3} bytes
   * @param seed the only source of chance
   * @param out takes {@code 3 * cropHeight * cropWidth} values from {@code offset} on
   */
  public void train(byte[] rgb, long seed, float[] out, int offset) {
    // Each draw has its own number, so that switching one off leaves the others as they were.
    int padding = augmentation.padding();
    int x = Seeds.below(input.width() + 2 * padding - input.cropWidth() + 1, seed, 0) - padding;
    int y = Seeds.below(input.height() + 2 * padding - input.cropHeight() + 1, seed, 1) - padding;
    boolean mirrored = augmentation.flip() && Seeds.uniform(seed, 2) < 0.5;
    float brightness = (float) (255 * around(0, augmentation.brightness(), seed, 3));
    float contrast = (float) around(1, augmentation.contrast(), seed, 4);
    float saturation = (float) around(1, augmentation.saturation(), seed, 5);
    Window window = new Window(x, y, mirrored);
    // brightness, contrast and saturation are linear in the pixel p, its grey g and the mean grey
    // m:
    // (1 - c) m + b + c s p + c (1 - s) g
    float mean = contrast == 1 ? 0 : meanGrey(rgb, window);
    float constant = (1 - contrast) * mean + brightness;
    float ofPixel = contrast * saturation;
    float ofGrey = contrast * (1 - saturation);
    if (augmentation.distorts()) {
      Distortion distortion = new Distortion(augmentation, input, seed);
      writeDistorted(rgb, window, distortion, constant, ofPixel, ofGrey, out, offset);
    } else {
      write(rgb, window, constant, ofPixel, ofGrey, out, offset);
    }
  }

  /**
   * Writes the centred crop of a face, unvaried.
   *
   * @param rgb the face, {@code height * width * 3} bytes
   * @param out takes {@code 3 * cropHeight * cropWidth} values from {@code offset} on
   * @param mirrored whether left and right are swapped
   */
  public void evaluate(byte[] rgb, float[] out, int offset, boolean mirrored) {
    write(rgb, new Window(input.centreX(), input.centreY(), mirrored), 0, 1, 0, out, offset);
  }

  private static double around(double centre, double strength, long seed, int draw) {
    return centre + strength * (2 * Seeds.uniform(seed, draw) - 1);
  }

  /** The crop's place in the face, which may reach beyond its edges, and whether it is mirrored. */
  private record Window(int x, int y, boolean mirrored) {}

  /** The mean grey, 0..255, of those pixels of the window that lie in the face. */
  private float meanGrey(byte[] rgb, Window window) {
    int left = Math.max(0, window.x());
    int right = Math.min(input.width(), window.x() + input.cropWidth());
    int top = Math.max(0, window.y());
    int bottom = Math.min(input.height(), window.y() + input.cropHeight());
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = top; y < bottom; y++) {
      int end = (y * input.width() + right) * InputSpec.CHANNELS;
      for (int i = (y * input.width() + left) * InputSpec.CHANNELS; i < end; i += 3) {
        red += rgb[i] & 0xff;
        green += rgb[i + 1] & 0xff;
        blue += rgb[i + 2] & 0xff;
      }
    }
    int pixels = Math.max(0, right - left) * Math.max(0, bottom - top);
    // Padding so wide that the window misses the face leaves nothing to average.
    return pixels == 0 ? 0 : (RED * red + GREEN * green + BLUE * blue) / pixels;
  }

  private void write(
      byte[] rgb, Window window, float constant, float ofPixel, float ofGrey, float[] out, int at) {
    int width = input.cropWidth();
    int plane = width * input.cropHeight();
    requireRoom(rgb, out, at);
    int left = Math.clamp(-window.x(), 0, width);
    int right = Math.clamp(input.width() - window.x(), left, width);
    if (left > 0
        || right < width
        || window.y() < 0
        || window.y() + input.cropHeight() > input.height()) {
      Arrays.fill(out, at, at + InputSpec.CHANNELS * plane, 0);
    }
    int top = Math.max(0, -window.y());
    int bottom = Math.min(input.cropHeight(), input.height() - window.y());
    int step = window.mirrored() ? -1 : 1;
    float redScale = scale[0];
    float greenScale = scale[1];
    float blueScale = scale[2];
    float redShift = shift[0];
    float greenShift = shift[1];
    float blueShift = shift[2];
    for (int y = top; y < bottom; y++) {
      int from = ((y + window.y()) * input.width() + window.x() + left) * InputSpec.CHANNELS;
      int to = at + y * width + (window.mirrored() ? width - 1 - left : left);
      for (int x = left; x < right; x++) {
        float red = rgb[from] & 0xff;
        float green = rgb[from + 1] & 0xff;
        float blue = rgb[from + 2] & 0xff;
        float same = constant + ofGrey * (RED * red + GREEN * green + BLUE * blue);
        out[to] = clamped(same + ofPixel * red) * redScale + redShift;
        out[to + plane] = clamped(same + ofPixel * green) * greenScale + greenShift;
        out[to + 2 * plane] = clamped(same + ofPixel * blue) * blueScale + blueShift;
        from += InputSpec.CHANNELS;
        to += step;
      }
    }
  }

  /**
   * Like {@link #write}, with bilinear interpolation between the pixels that a place lies among.
   */
  private void writeDistorted(
      byte[] rgb,
      Window window,
      Distortion distortion,
      float constant,
      float ofPixel,
      float ofGrey,
      float[] out,
      int at) {
    requireRoom(rgb, out, at);
    int width = input.cropWidth();
    int plane = width * input.cropHeight();
    float[] xs = new float[width];
    float[] ys = new float[width];
    float[] colour = new float[InputSpec.CHANNELS];
    Bilinear face = new Bilinear(input.width(), input.height());
    for (int y = 0; y < input.cropHeight(); y++) {
      distortion.row(y, xs, ys);
      for (int x = 0; x < width; x++) {
        int to = at + y * width + (window.mirrored() ? width - 1 - x : x);
        boolean seen = face.read(rgb, xs[x] + window.x(), ys[x] + window.y(), colour);
        float same = constant + ofGrey * (RED * colour[0] + GREEN * colour[1] + BLUE * colour[2]);
        for (int c = 0; c < InputSpec.CHANNELS; c++) {
          out[to + c * plane] =
              seen ? clamped(same + ofPixel * colour[c]) * scale[c] + shift[c] : 0;
        }
      }
    }
  }

  private void requireRoom(byte[] rgb, float[] out, int at) {
    if (rgb.length != input.bytesPerFace()) {
      throw new IllegalArgumentException(
          "a face of %dx%d needs %d bytes, found %d"
              .formatted(input.width(), input.height(), input.bytesPerFace(), rgb.length));
    }
    if (at < 0 || at + (long) input.valuesPerFace() > out.length) {
      throw new IllegalArgumentException(
          "%d values from %d on do not fit an array of %d"
              .formatted(input.valuesPerFace(), at, out.length));
    }
  }

  private static float clamped(float value) {
    return Math.max(0f, Math.min(255f, value));
  }
}
