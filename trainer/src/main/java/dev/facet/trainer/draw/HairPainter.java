package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.BANGS;
import static dev.facet.trainer.data.CelebaAttribute.RECEDING_HAIRLINE;
import static dev.facet.trainer.data.CelebaAttribute.STRAIGHT_HAIR;
import static dev.facet.trainer.data.CelebaAttribute.WAVY_HAIR;
import static dev.facet.trainer.draw.Brush.bend;
import static dev.facet.trainer.draw.Brush.blob;
import static dev.facet.trainer.draw.HeadPainter.X;

import dev.facet.trainer.draw.Look.Haircut;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Path2D;
import java.util.Random;

/** Hair: what falls behind the head, and what frames the face. */
final class HairPainter {
  private final Face face;
  private final Brush brush;
  private final Color tone;
  private final double half;

  HairPainter(Face face, Brush brush) {
    this.face = face;
    this.brush = brush;
    this.tone = face.look().hair();
    this.half = HeadPainter.halfWidth(face);
  }

  void paintBehind() {
    if (face.look().haircut() != Haircut.LONG) {
      return;
    }
    Shape fall = curtain(half + 15, 46, 214);
    brush.fill(Tones.shaded(tone, 0.78), fall);
    paintStrands(fall, 0.6);
  }

  void paintInFront() {
    if (face.look().haircut() == Haircut.NONE) {
      return;
    }
    double hairline = face.shows(RECEDING_HAIRLINE) ? 68 : 84;
    double edge = half + 3;
    Area cap = new Area(curtain(half + 7, 42, face.look().haircut() == Haircut.LONG ? 158 : 116));
    cap.subtract(new Area(forehead(edge, hairline)));
    brush.fill(tone, cap);
    paintStrands(cap, 0.72);
    if (face.shows(RECEDING_HAIRLINE)) {
      // A tongue of hair between two bare temples.
      brush.fill(
          tone, blob(X - 12, 58, X - 9, 78, X, 79, X + 9, 78, X + 12, 58, X, 52, X - 12, 58));
    }
    if (face.shows(BANGS)) {
      paintBangs();
    }
  }

  /** A dome that falls on both sides, waving where the hair does. */
  private Shape curtain(double reach, double top, double bottom) {
    double wave = face.shows(WAVY_HAIR) ? 5 : 0;
    Path2D path = new Path2D.Double();
    path.moveTo(X - reach, bottom);
    side(path, -reach, bottom, 100, wave);
    path.curveTo(X - reach, top + 18, X - reach * 0.62, top, X, top);
    path.curveTo(X + reach * 0.62, top, X + reach, top + 18, X + reach, 100);
    side(path, reach, 100, bottom, wave);
    path.closePath();
    return path;
  }

  private static void side(Path2D path, double reach, double from, double to, double wave) {
    int steps = Math.max(2, (int) (Math.abs(to - from) / 9));
    for (int i = 1; i <= steps; i++) {
      double y = from + (to - from) * i / steps;
      double yBefore = from + (to - from) * (i - 0.5) / steps;
      double out = (i % 2 == 0 ? -wave : 2 * wave) * Math.signum(reach);
      path.quadTo(X + reach + out, yBefore, X + reach, y);
    }
  }

  private Shape forehead(double edge, double hairline) {
    double parting = face.look().light() > 0 ? 9 : -9;
    return blob(
        X - edge * 0.86,
        120,
        X - edge * 0.95,
        hairline + 8,
        X + parting,
        hairline - 8,
        X + edge * 0.95,
        hairline + 8,
        X + edge * 0.86,
        120,
        X + edge * 0.8,
        240,
        X,
        240,
        X - edge * 0.8,
        240,
        X - edge * 0.86,
        120);
  }

  private void paintStrands(Shape within, double shade) {
    if (!face.shows(STRAIGHT_HAIR) && !face.shows(WAVY_HAIR)) {
      return;
    }
    Shape before = brush.graphics().getClip();
    brush.graphics().clip(within);
    double bow = face.shows(WAVY_HAIR) ? 9 : 0;
    // One path for each tone: strand by strand under a clip is what takes a face its time.
    Path2D dark = new Path2D.Double();
    Path2D bright = new Path2D.Double();
    Random random = new Random(face.look().grain());
    for (int i = 0; i < 26; i++) {
      double x = X + (i - 12.5) * (2 * half + 30) / 26;
      double top = 44 + Math.abs(x - X) * 0.25;
      Path2D each = random.nextInt(3) == 0 ? bright : dark;
      each.moveTo(x, top);
      for (double y = top; y < 214; y += 16) {
        double out = bow * ((int) ((y - top) / 16) % 2 == 0 ? 1 : -1);
        each.quadTo(x + out, y + 8, x, y + 16);
      }
    }
    brush.stroke(Tones.clear(Tones.shaded(tone, shade), 190), 1.3, dark);
    brush.stroke(Tones.clear(Tones.shaded(tone, 1.25), 130), 1.3, bright);
    brush.graphics().setClip(before);
  }

  private void paintBangs() {
    double reach = half * 0.92;
    Shape fringe =
        blob(
            X - reach,
            102,
            X - reach * 0.5,
            95,
            X - reach * 0.33,
            101,
            X,
            94,
            X + reach * 0.33,
            101,
            X + reach * 0.5,
            95,
            X + reach,
            102,
            X + reach,
            60,
            X,
            58,
            X - reach,
            60,
            X - reach,
            102);
    brush.fill(tone, fringe);
    Color dark = Tones.clear(Tones.shaded(tone, 0.7), 200);
    for (int i = -4; i <= 4; i++) {
      double x = X + i * reach / 5;
      brush.stroke(dark, 1.2, bend(x * 0.7 + X * 0.3, 66, x, 80, x, 96));
    }
  }
}
