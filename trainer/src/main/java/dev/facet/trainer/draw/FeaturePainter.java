package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.ARCHED_EYEBROWS;
import static dev.facet.trainer.data.CelebaAttribute.BAGS_UNDER_EYES;
import static dev.facet.trainer.data.CelebaAttribute.BIG_LIPS;
import static dev.facet.trainer.data.CelebaAttribute.BIG_NOSE;
import static dev.facet.trainer.data.CelebaAttribute.BUSHY_EYEBROWS;
import static dev.facet.trainer.data.CelebaAttribute.HEAVY_MAKEUP;
import static dev.facet.trainer.data.CelebaAttribute.MOUTH_SLIGHTLY_OPEN;
import static dev.facet.trainer.data.CelebaAttribute.MUSTACHE;
import static dev.facet.trainer.data.CelebaAttribute.NARROW_EYES;
import static dev.facet.trainer.data.CelebaAttribute.POINTY_NOSE;
import static dev.facet.trainer.data.CelebaAttribute.SMILING;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_LIPSTICK;
import static dev.facet.trainer.draw.Brush.bend;
import static dev.facet.trainer.draw.Brush.blob;
import static dev.facet.trainer.draw.Brush.oval;
import static dev.facet.trainer.draw.HeadPainter.X;

import java.awt.Color;
import java.awt.Shape;

/** Eyes, brows, nose and mouth. */
final class FeaturePainter {
  private static final double EYE_DISTANCE = 20;
  private static final double EYE_ROW = 112;
  private static final double MOUTH_ROW = 157;

  private final Face face;
  private final Brush brush;
  private final Color skin;
  private final Color line;

  FeaturePainter(Face face, Brush brush) {
    this.face = face;
    this.brush = brush;
    this.skin = face.look().skin();
    this.line = Tones.shaded(skin, 0.55);
  }

  void paint() {
    for (int side = -1; side <= 1; side += 2) {
      paintEye(side);
      paintBrow(side);
    }
    paintNose();
    paintMouth();
    if (face.shows(MUSTACHE)) {
      paintMustache();
    }
  }

  private void paintEye(int side) {
    double x = X + side * EYE_DISTANCE;
    double open = face.shows(NARROW_EYES) ? 2.6 : 5.6;
    Shape eye =
        blob(
            x - 10,
            EYE_ROW,
            x,
            EYE_ROW - 2 * open,
            x + 10,
            EYE_ROW,
            x,
            EYE_ROW + 1.5 * open,
            x - 10,
            EYE_ROW);
    if (face.shows(HEAVY_MAKEUP)) {
      brush.fill(
          Tones.clear(Tones.mixed(face.look().accent(), new Color(90, 60, 130), 0.6), 140),
          oval(x, EYE_ROW - 4, 13, 8));
    }
    if (face.shows(BAGS_UNDER_EYES)) {
      brush.fill(
          Tones.clear(Tones.mixed(Tones.shaded(skin, 0.6), new Color(90, 60, 110), 0.25), 150),
          blob(x - 10, 118, x, 130, x + 10, 118, x, 124, x - 10, 118));
    }
    brush.fill(new Color(250, 248, 244), eye);
    Shape before = brush.graphics().getClip();
    brush.graphics().clip(eye);
    brush.fill(face.look().eyes(), oval(x, EYE_ROW - 0.5, 5, 5));
    brush.fill(new Color(15, 12, 12), oval(x, EYE_ROW - 0.5, 2.4, 2.4));
    brush.fill(Color.WHITE, oval(x + 1.8, EYE_ROW - 2.2, 1.2, 1.2));
    brush.graphics().setClip(before);
    boolean made = face.shows(HEAVY_MAKEUP);
    brush.stroke(
        made ? new Color(25, 18, 22) : line,
        made ? 2.6 : 1.7,
        bend(x - 10.5, EYE_ROW, x, EYE_ROW - 2 * open, x + 10.5, EYE_ROW));
    if (made) {
      brush.stroke(
          new Color(25, 18, 22),
          1.6,
          bend(x + side * 10, EYE_ROW, x + side * 13, EYE_ROW - 1, x + side * 14, EYE_ROW - 4));
    }
  }

  private void paintBrow(int side) {
    double width = face.shows(BUSHY_EYEBROWS) ? 6.4 : 2.8;
    double arch = face.shows(ARCHED_EYEBROWS) ? 13 : 4;
    double row = face.shows(ARCHED_EYEBROWS) ? 101 : 99;
    Color tone = Tones.mixed(Tones.shaded(face.look().hair(), 0.7), new Color(40, 28, 22), 0.3);
    brush.stroke(
        tone,
        width,
        bend(
            X + side * 9,
            row,
            X + side * (EYE_DISTANCE + 2),
            row - arch,
            X + side * (EYE_DISTANCE + 13),
            row + 1));
  }

  private void paintNose() {
    Color shade = Tones.clear(line, 190);
    if (face.shows(BIG_NOSE)) {
      brush.fill(Tones.clear(Tones.shaded(skin, 0.78), 150), oval(X, 136, 13, 8));
      brush.fill(Tones.clear(Tones.shaded(skin, 1.2), 110), oval(X, 133, 6, 4));
      brush.stroke(shade, 2, bend(X - 13, 134, X - 14, 143, X - 6, 142));
      brush.stroke(shade, 2, bend(X + 13, 134, X + 14, 143, X + 6, 142));
      brush.fill(line, oval(X - 5.5, 141, 3, 1.8));
      brush.fill(line, oval(X + 5.5, 141, 3, 1.8));
    } else if (face.shows(POINTY_NOSE)) {
      brush.fill(
          Tones.clear(Tones.shaded(skin, 0.72), 160),
          blob(X, 112, X + 2, 126, X + 6, 139, X, 144, X, 112));
      brush.stroke(shade, 1.6, bend(X - 5, 138, X, 147, X + 6, 138));
      brush.fill(
          Tones.clear(Tones.shaded(skin, 1.35), 150),
          blob(X - 2, 114, X - 2, 128, X - 1, 138, X, 128, X - 2, 114));
    } else {
      brush.stroke(shade, 1.7, bend(X - 7, 137, X, 143, X + 7, 137));
      brush.fill(Tones.clear(Tones.shaded(skin, 1.2), 90), oval(X, 131, 3, 5));
    }
  }

  private void paintMouth() {
    boolean smiling = face.shows(SMILING);
    double half = smiling ? 20 : 14;
    double corner = MOUTH_ROW - (smiling ? 6 : 0);
    double low = smiling ? 7 : 1;
    double lips = face.shows(BIG_LIPS) ? 6.5 : 3.2;
    double gap = face.shows(MOUTH_SLIGHTLY_OPEN) ? 9 : 0;
    Color tone =
        face.shows(WEARING_LIPSTICK)
            ? new Color(0xB81D3A)
            : Tones.mixed(Tones.shaded(skin, 0.74), new Color(170, 80, 80), 0.45);
    double upper = MOUTH_ROW + low - lips - gap * 0.3;
    double lower = MOUTH_ROW + low + 2 * lips + gap * 1.7;
    brush.fill(
        tone,
        blob(
            X - half,
            corner,
            X - 6,
            2 * upper - corner + low * 0.2 - 1,
            X,
            upper + 1,
            X + 6,
            2 * upper - corner + low * 0.2 - 1,
            X + half,
            corner,
            X,
            lower,
            X - half,
            corner));
    if (gap > 0) {
      Shape opening =
          blob(
              X - half + 3,
              corner + 1,
              X,
              upper + lips + 2,
              X + half - 3,
              corner + 1,
              X,
              lower - 1.2 * lips,
              X - half + 3,
              corner + 1);
      brush.fill(new Color(70, 18, 24), opening);
      Shape before = brush.graphics().getClip();
      brush.graphics().clip(opening);
      brush.fill(new Color(248, 246, 240), oval(X, corner + low * 0.5 + 1, half * 0.8, 4));
      brush.graphics().setClip(before);
    } else {
      brush.stroke(
          Tones.shaded(tone, 0.55),
          1.6,
          bend(X - half, corner, X, 2 * (MOUTH_ROW + low) - corner, X + half, corner));
    }
  }

  private void paintMustache() {
    Color tone = Tones.shaded(face.look().hair(), 0.82);
    for (int side = -1; side <= 1; side += 2) {
      brush.fill(
          tone,
          blob(
              X,
              144,
              X + side * 12,
              142,
              X + side * 21,
              153,
              X + side * 12,
              153,
              X,
              151,
              X,
              148,
              X,
              144));
    }
  }
}
