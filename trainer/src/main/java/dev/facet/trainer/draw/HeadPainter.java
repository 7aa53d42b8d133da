package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.CHUBBY;
import static dev.facet.trainer.data.CelebaAttribute.DOUBLE_CHIN;
import static dev.facet.trainer.data.CelebaAttribute.FIVE_O_CLOCK_SHADOW;
import static dev.facet.trainer.data.CelebaAttribute.GOATEE;
import static dev.facet.trainer.data.CelebaAttribute.HIGH_CHEEKBONES;
import static dev.facet.trainer.data.CelebaAttribute.MALE;
import static dev.facet.trainer.data.CelebaAttribute.ROSY_CHEEKS;
import static dev.facet.trainer.data.CelebaAttribute.SIDEBURNS;
import static dev.facet.trainer.data.CelebaAttribute.YOUNG;
import static dev.facet.trainer.draw.Brush.bend;
import static dev.facet.trainer.draw.Brush.blob;
import static dev.facet.trainer.draw.Brush.oval;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.Random;

/** Shoulders, neck, ears and the bare face, with beard and cheeks but without its features. */
final class HeadPainter {
  /** The face's middle column and the rows of its parts. */
  static final double X = 89;

  static final double TOP = 62;
  static final double CHIN = 181;

  private final Face face;
  private final Brush brush;
  private final Color skin;

  HeadPainter(Face face, Brush brush) {
    this.face = face;
    this.brush = brush;
    this.skin = face.look().skin();
  }

  /** Half of the face's width at the cheeks. */
  static double halfWidth(Face face) {
    return 44 * face.look().width();
  }

  static Shape outline(Face face) {
    double half = halfWidth(face);
    double jaw = half * (face.shows(CHUBBY) ? 0.86 : face.shows(MALE) ? 0.76 : 0.62);
    Path2D path = new Path2D.Double();
    path.moveTo(X, TOP);
    path.curveTo(X + half * 0.8, TOP, X + half, TOP + 28, X + half, TOP + 54);
    path.curveTo(X + half, TOP + 84, X + jaw, CHIN - 10, X, CHIN);
    path.curveTo(X - jaw, CHIN - 10, X - half, TOP + 84, X - half, TOP + 54);
    path.curveTo(X - half, TOP + 28, X - half * 0.8, TOP, X, TOP);
    path.closePath();
    return path;
  }

  void paintBody() {
    Color clothes = face.look().clothes();
    brush.fill(
        Tones.shaded(skin, 0.82),
        blob(66, 150, 68, 190, 58, 222, 89, 226, 120, 222, 110, 190, 112, 150));
    brush.fill(
        clothes,
        blob(-6, 226, 10, 196, 58, 190, 89, 216, 120, 190, 168, 196, 184, 226, 89, 236, -6, 226));
    brush.stroke(Tones.shaded(clothes, 0.75), 2, bend(58, 190, 89, 216, 120, 190));
    if (face.shows(DOUBLE_CHIN)) {
      brush.fill(Tones.shaded(skin, 0.9), oval(X, 178, 34, 17));
      brush.stroke(Tones.shaded(skin, 0.68), 2, bend(62, 184, X, 200, 116, 184));
    }
  }

  void paintSkull() {
    double half = halfWidth(face);
    for (int side = -1; side <= 1; side += 2) {
      brush.fill(Tones.shaded(skin, 0.9), oval(X + side * (half + 1), 122, 7, 13));
      brush.stroke(Tones.shaded(skin, 0.72), 1.2, oval(X + side * (half + 2), 122, 3, 7));
    }
    double lean = face.look().light();
    brush
        .graphics()
        .setPaint(
            new GradientPaint(
                (float) (X - half),
                (float) TOP,
                Tones.shaded(skin, lean < 0 ? 1.12 : 0.84),
                (float) (X + half),
                (float) TOP,
                Tones.shaded(skin, lean < 0 ? 0.84 : 1.12)));
    brush.graphics().fill(outline(face));
  }

  void paintCheeks() {
    double half = halfWidth(face);
    for (int side = -1; side <= 1; side += 2) {
      double x = X + side * half * 0.6;
      if (face.shows(ROSY_CHEEKS)) {
        brush.fill(new Color(225, 70, 80, 60), oval(x, 139, 13, 9));
        brush.fill(new Color(225, 70, 80, 60), oval(x, 139, 9, 6));
      }
      if (face.shows(HIGH_CHEEKBONES)) {
        brush.fill(Tones.clear(Tones.shaded(skin, 1.35), 130), oval(x, 130, 10, 4.5));
        brush.stroke(
            Tones.clear(Tones.shaded(skin, 0.66), 130),
            1.5,
            bend(x + side * 11, 133, x, 146, x - side * 9, 148));
      }
    }
    if (!face.shows(YOUNG)) {
      paintWrinkles();
    }
  }

  private void paintWrinkles() {
    Color line = Tones.clear(Tones.shaded(skin, 0.6), 170);
    brush.stroke(line, 1.3, bend(68, 86, X, 82, 110, 86));
    brush.stroke(line, 1.3, bend(71, 92, X, 89, 107, 92));
    for (int side = -1; side <= 1; side += 2) {
      brush.stroke(line, 1.4, bend(X + side * 13, 138, X + side * 25, 146, X + side * 25, 160));
      brush.stroke(line, 1, bend(X + side * 32, 110, X + side * 36, 109, X + side * 39, 106));
      brush.stroke(line, 1, bend(X + side * 32, 113, X + side * 36, 115, X + side * 39, 117));
    }
  }

  void paintBeard() {
    Shape before = brush.graphics().getClip();
    brush.graphics().clip(outline(face));
    double half = halfWidth(face);
    Color beard = beardTone();
    if (face.shows(FIVE_O_CLOCK_SHADOW)) {
      paintStubble(beard);
    }
    if (face.shows(SIDEBURNS)) {
      for (int side = -1; side <= 1; side += 2) {
        brush.fill(
            beard,
            blob(
                X + side * half, 98,
                X + side * (half - 9), 112,
                X + side * (half - 8), 148,
                X + side * (half - 2), 150,
                X + side * (half + 6), 144));
      }
    }
    if (face.shows(GOATEE)) {
      brush.fill(
          beard,
          blob(72, 166, 78, 170, X, 169, 100, 170, 106, 166, 108, 186, X, 190, 70, 186, 72, 166));
    }
    brush.graphics().setClip(before);
  }

  /** Whoever has no hair still has a beard of some tone. */
  private Color beardTone() {
    return Tones.shaded(face.look().hair(), 0.82);
  }

  private void paintStubble(Color beard) {
    brush.fill(
        Tones.clear(Tones.mixed(beard, new Color(60, 66, 74), 0.5), 85),
        blob(
            X - 50, 138, X - 30, 150, X - 26, 146, X, 138, X + 26, 146, X + 30, 150, X + 50, 138,
            X + 52, 190, X, 192, X - 52, 190, X - 50, 138));
    Random random = new Random(face.look().grain());
    Path2D stubble = new Path2D.Double();
    for (int i = 0; i < 260; i++) {
      double x = X + (random.nextDouble() * 2 - 1) * 42;
      double y = 146 + random.nextDouble() * 36;
      stubble.moveTo(x, y);
      stubble.lineTo(x, y + 1.2);
    }
    brush.stroke(Tones.clear(beard, 120), 0.7, stubble);
  }
}
