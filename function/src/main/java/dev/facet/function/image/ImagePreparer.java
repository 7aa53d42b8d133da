package dev.facet.function.image;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.awt.Rectangle;
import java.io.IOException;

/**
 * Turns an image file into one image of a network's input: decoded, upright, cropped to cover the
 * input's shape, scaled. Safe for several threads.
 *
 * <p>A large picture is decoded at a fraction of its size that is still at least {@value
 * #OVERSAMPLING} times that of the input, and only where the crop needs it: memory depends on the
 * input of the network, not on the picture.
 */
public final class ImagePreparer {
  private static final int OVERSAMPLING = 4;

  private final int height;
  private final int width;

  /**
   * A preparer for a network's input.
   *
   * @param height of the input, at least 1
   * @param width of the input, at least 1
   */
  public ImagePreparer(int height, int width) {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException(
          "an input must have pixels, found height " + height + " and width " + width);
    }
    this.height = height;
    this.width = width;
  }

  /**
   * Reads the structure of an image file, which costs little, whatever it claims to hold.
   *
   * @param file a JPEG or PNG file
   * @param where how to call the image in a sentence, such as "The body" or "images[2]"
   * @param allowance the pixels that may still be decoded
   * @throws ProblemException when the file is no image, too large, or cannot be used
   */
  public OpenedImage open(byte[] file, String where, PixelAllowance allowance) {
    EncodedImage image = ImageKind.open(file, where);
    boolean hasPixels = image.width() > 0 && image.height() > 0;
    if (hasPixels) {
      allowance.take(image.width(), image.height(), where); // first of all, whatever else is wrong
    }
    if (image.defect().isPresent()) {
      throw unusable(where, image.defect().get());
    }
    if (!hasPixels) {
      throw unusable(where, "it is %d x %d pixels".formatted(image.width(), image.height()));
    }
    Orientation orientation = image.exif().map(Orientation::of).orElse(Orientation.UPRIGHT);
    return new OpenedImage(this, image, orientation, where);
  }

  /**
   * Crops and scales as stored: turning is done last, on the few pixels that are left. The crop is
   * centred and the filter symmetric, so the order makes no difference.
   */
  Pixels scaled(EncodedImage image, boolean swapsAxes, String where) {
    int storedWidth = swapsAxes ? height : width;
    int storedHeight = swapsAxes ? width : height;
    Box box = Box.cover((int) image.width(), (int) image.height(), storedWidth, storedHeight);
    double scale = box.width() / storedWidth;
    int step = Math.max(1, (int) (scale / OVERSAMPLING));
    Rectangle region = region(image, box, Math.max(1, scale) + 1);
    Box inRegion =
        new Box(
            (box.left() - region.x) / step,
            (box.top() - region.y) / step,
            (box.right() - region.x) / step,
            (box.bottom() - region.y) / step);
    try {
      Pixels decoded = Decoder.decode(image, region, step);
      return Resampler.resample(decoded, inRegion, storedWidth, storedHeight);
    } catch (IOException damaged) {
      throw unusable(where, "the decoder says " + Quoted.value("" + damaged.getMessage()));
    } catch (RuntimeException damaged) {
      throw unusable(where, "the decoder gave up"); // on input that it did not expect
    }
  }

  /** All pixels that the filter reads for a box: the box and a margin around it. */
  private static Rectangle region(EncodedImage image, Box box, double margin) {
    int left = (int) Math.max(0, box.left() - margin);
    int top = (int) Math.max(0, box.top() - margin);
    int right = Math.min((int) image.width(), (int) Math.ceil(box.right() + margin));
    int bottom = Math.min((int) image.height(), (int) Math.ceil(box.bottom() + margin));
    return new Rectangle(left, top, right - left, bottom - top);
  }

  private static ProblemException unusable(String where, String why) {
    return new ProblemException(
        ProblemType.UNUSABLE_IMAGE,
        where + " is an image that cannot be used: " + why + "; send another file.");
  }
}
