package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.BLURRY;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.util.Arrays;
import java.util.Random;

/** Paints a face from back to front. */
final class FacePainter {
  private FacePainter() {}

  static BufferedImage paint(Face face, int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.scale((double) width / Brush.WIDTH, (double) height / Brush.HEIGHT);
    Brush brush = new Brush(graphics);
    paintBackdrop(face.look(), brush);
    AffineTransform upright = graphics.getTransform();
    pose(face.look(), graphics);
    paintPerson(face, brush);
    graphics.setTransform(upright);
    graphics.dispose();
    addNoise(image, new Random(face.look().grain()));
    return face.shows(BLURRY) ? blurred(image) : image;
  }

  private static void paintPerson(Face face, Brush brush) {
    HairPainter hair = new HairPainter(face, brush);
    HeadPainter head = new HeadPainter(face, brush);
    WearPainter wear = new WearPainter(face, brush);
    hair.paintBehind();
    head.paintBody();
    wear.paintAtTheNeck();
    head.paintSkull();
    head.paintCheeks();
    head.paintBeard();
    new FeaturePainter(face, brush).paint();
    hair.paintInFront();
    wear.paintEarrings();
    wear.paintHat();
    wear.paintGlasses();
  }

  private static void pose(Look look, Graphics2D graphics) {
    graphics.translate(look.shiftX(), look.shiftY());
    graphics.rotate(look.turn(), HeadPainter.X, HeadPainter.CHIN);
    graphics.translate(HeadPainter.X, HeadPainter.CHIN);
    graphics.scale(look.zoom(), look.zoom());
    graphics.translate(-HeadPainter.X, -HeadPainter.CHIN);
  }

  private static void paintBackdrop(Look look, Brush brush) {
    Color tone = look.backdrop();
    brush
        .graphics()
        .setPaint(
            new GradientPaint(
                0,
                0,
                Tones.shaded(tone, 1.15),
                Brush.WIDTH,
                Brush.HEIGHT,
                Tones.shaded(tone, 0.7)));
    brush.graphics().fill(new Rectangle2D.Double(0, 0, Brush.WIDTH, Brush.HEIGHT));
    Random random = new Random(look.grain());
    for (int i = 0; i < 7; i++) {
      Color spot = Tones.shaded(tone, random.nextBoolean() ? 1.3 : 0.8);
      double radius = 8 + 22 * random.nextDouble();
      brush.fill(
          Tones.clear(spot, 70),
          Brush.oval(
              random.nextDouble() * Brush.WIDTH,
              random.nextDouble() * Brush.HEIGHT,
              radius,
              radius));
    }
  }

  /** A camera's noise, so that no two areas are of exactly one colour. */
  private static void addNoise(BufferedImage image, Random random) {
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    for (int i = 0; i < pixels.length; i++) {
      int rgb = pixels[i];
      int by = (int) Math.round(3 * random.nextGaussian());
      pixels[i] =
          Math.clamp((rgb >> 16 & 0xff) + by, 0, 255) << 16
              | Math.clamp((rgb >> 8 & 0xff) + by, 0, 255) << 8
              | Math.clamp((rgb & 0xff) + by, 0, 255);
    }
    image.setRGB(0, 0, image.getWidth(), image.getHeight(), pixels, 0, image.getWidth());
  }

  private static BufferedImage blurred(BufferedImage image) {
    int size = Math.max(3, image.getWidth() / 26 | 1);
    float[] even = new float[size * size];
    Arrays.fill(even, 1f / (size * size));
    // The operation leaves a frame as it was, so the picture is blurred inside a wider one.
    int frame = size / 2;
    BufferedImage wide =
        new BufferedImage(
            image.getWidth() + 2 * frame,
            image.getHeight() + 2 * frame,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = wide.createGraphics();
    graphics.drawImage(image, 0, 0, wide.getWidth(), wide.getHeight(), null);
    graphics.drawImage(image, frame, frame, null);
    graphics.dispose();
    BufferedImage soft =
        new ConvolveOp(new Kernel(size, size, even), ConvolveOp.EDGE_NO_OP, null)
            .filter(wide, null);
    BufferedImage out =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D result = out.createGraphics();
    result.drawImage(soft, -frame, -frame, null);
    result.dispose();
    return out;
  }
}
