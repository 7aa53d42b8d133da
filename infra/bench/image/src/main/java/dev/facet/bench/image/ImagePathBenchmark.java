package dev.facet.bench.image;

import dev.facet.function.image.ImagePreparer;
import dev.facet.function.image.PixelAllowance;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The way of one image into an input of 109x89 pixels, and how long decoding alone takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class ImagePathBenchmark {
  private static final int HEIGHT = 109;
  private static final int WIDTH = 89;
  private static final Pattern WORDS =
      Pattern.compile("(?<format>jpeg|png) (?<width>\\d+)x(?<height>\\d+)");

  /** The format and the size: the input's own, CelebA's, a portrait, a camera's. */
  @Param({"jpeg 89x109", "jpeg 178x218", "png 178x218", "jpeg 800x1000", "jpeg 3000x4000"})
  public String file;

  private final ImagePreparer preparer = new ImagePreparer(HEIGHT, WIDTH);
  private final ByteBuffer input = ByteBuffer.allocateDirect(HEIGHT * WIDTH * 3);
  private byte[] bytes;

  /** Draws the picture. */
  @Setup
  public void draw() throws IOException {
    ImageIO.setUseCache(false);
    Matcher words = WORDS.matcher(file);
    if (!words.matches()) {
      throw new IllegalArgumentException("file must be like jpeg 89x109, found " + file);
    }
    int width = Integer.parseInt(words.group("width"));
    int height = Integer.parseInt(words.group("height"));
    bytes =
        words.group("format").equals("png") ? Drawn.png(width, height) : Drawn.jpeg(width, height);
  }

  /** What the function does. */
  @Benchmark
  public ByteBuffer prepare() {
    input.clear();
    PixelAllowance allowance = new PixelAllowance(Integer.MAX_VALUE, Integer.MAX_VALUE);
    preparer.open(bytes, "The file", allowance).write(input);
    return input;
  }

  /** The JDK's usual call, which neither scales nor writes. */
  @Benchmark
  public BufferedImage imageIo() throws IOException {
    return ImageIO.read(new ByteArrayInputStream(bytes));
  }
}
