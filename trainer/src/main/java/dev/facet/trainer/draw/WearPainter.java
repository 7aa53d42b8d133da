package dev.facet.trainer.draw;

import static dev.facet.trainer.data.CelebaAttribute.EYEGLASSES;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_EARRINGS;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_HAT;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_NECKLACE;
import static dev.facet.trainer.data.CelebaAttribute.WEARING_NECKTIE;
import static dev.facet.trainer.draw.Brush.bend;
import static dev.facet.trainer.draw.Brush.blob;
import static dev.facet.trainer.draw.Brush.oval;
import static dev.facet.trainer.draw.HeadPainter.X;

import java.awt.Color;
import java.awt.geom.RoundRectangle2D;

/** What people put on: tie, necklace, earrings, glasses, hat. */
final class WearPainter {
  private static final Color GOLD = new Color(0xF0C648);

  private final Face face;
  private final Brush brush;
  private final double half;

  WearPainter(Face face, Brush brush) {
    this.face = face;
    this.brush = brush;
    this.half = HeadPainter.halfWidth(face);
  }

  void paintAtTheNeck() {
    Color accent = face.look().accent();
    if (face.shows(WEARING_NECKTIE)) {
      Color shirt = new Color(0xF4F2EE);
      brush.fill(
          shirt,
          blob(56, 190, 74, 200, X, 224, 104, 200, 122, 190, 118, 222, X, 232, 60, 222, 56, 190));
      brush.stroke(new Color(0xC9C5BD), 1.4, bend(60, 191, 72, 206, 84, 202));
      brush.stroke(new Color(0xC9C5BD), 1.4, bend(118, 191, 106, 206, 94, 202));
      brush.fill(
          accent,
          blob(80, 198, X, 195, 98, 198, 97, 206, 95, 210, X, 213, 83, 210, 81, 206, 80, 198));
      brush.fill(
          accent,
          blob(84, 209, X, 211, 94, 209, 102, 222, 103, 230, X, 232, 75, 230, 76, 222, 84, 209));
    }
    if (face.shows(WEARING_NECKLACE)) {
      brush.stroke(GOLD, 2.4, bend(62, 188, X, 221, 116, 188));
      brush.fill(GOLD, oval(X, 206, 4.5, 4.5));
      brush.fill(accent, oval(X, 206, 2.2, 2.2));
    }
  }

  void paintEarrings() {
    if (!face.shows(WEARING_EARRINGS)) {
      return;
    }
    for (int side = -1; side <= 1; side += 2) {
      brush.fill(GOLD, oval(X + side * (half + 4), 140, 3.6, 5.6));
      brush.fill(new Color(0xFFF3C4), oval(X + side * (half + 3), 138, 1.3, 1.8));
    }
  }

  void paintGlasses() {
    if (!face.shows(EYEGLASSES)) {
      return;
    }
    Color frame = Tones.shaded(face.look().accent(), 0.6);
    boolean round = (face.look().grain() & 1) == 0;
    for (int side = -1; side <= 1; side += 2) {
      double x = X + side * 21;
      double arc = round ? 26 : 9;
      RoundRectangle2D lens = new RoundRectangle2D.Double(x - 15.5, 99.5, 31, 25, arc, arc);
      brush.fill(new Color(200, 220, 235, 60), lens);
      brush.stroke(frame, 3, lens);
      brush.stroke(new Color(255, 255, 255, 130), 1.6, bend(x - 9, 116, x - 5, 110, x, 104));
      brush.stroke(
          frame, 2.6, bend(x + side * 15, 108, x + side * 20, 108, X + side * (half + 1), 111));
    }
    brush.stroke(frame, 2.8, bend(X - 6, 109, X, 105, X + 6, 109));
  }

  void paintHat() {
    if (!face.shows(WEARING_HAT)) {
      return;
    }
    Color felt = Tones.shaded(face.look().accent(), 1.12);
    double reach = half + 8;
    boolean brimmed = (face.look().grain() & 2) == 0;
    brush.fill(
        felt,
        blob(
            X - reach, 88, X - reach, 34, X - 22, 30, X, 24, X + 22, 30, X + reach, 34, X + reach,
            88, X, 74, X - reach, 88));
    brush.fill(
        Tones.shaded(felt, 0.6),
        blob(
            X - reach,
            88,
            X,
            74,
            X + reach,
            88,
            X + reach,
            80,
            X + reach - 1,
            76,
            X,
            62,
            X - reach + 1,
            76,
            X - reach,
            80,
            X - reach,
            88));
    if (brimmed) {
      double brim = half + 30;
      brush.fill(
          Tones.shaded(felt, 0.88), blob(X - brim, 92, X, 66, X + brim, 92, X, 90, X - brim, 92));
      brush.stroke(Tones.shaded(felt, 0.55), 1.6, bend(X - brim, 92, X, 90, X + brim, 92));
    } else {
      brush.fill(Tones.shaded(felt, 1.3), oval(X, 27, 8, 7));
      for (int i = -3; i <= 3; i++) {
        brush.stroke(
            Tones.shaded(felt, 0.8), 1.2, bend(X + i * 7, 36, X + i * 11, 50, X + i * 13, 66));
      }
    }
  }
}
