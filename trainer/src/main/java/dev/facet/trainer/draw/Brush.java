package dev.facet.trainer.draw;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;

/** A few strokes on a canvas of 178x218, CelebA's own size, whatever the picture's. */
final class Brush {
  static final int WIDTH = 178;
  static final int HEIGHT = 218;

  private final Graphics2D graphics;

  Brush(Graphics2D graphics) {
    this.graphics = graphics;
  }

  Graphics2D graphics() {
    return graphics;
  }

  void fill(Color tone, Shape shape) {
    graphics.setPaint(tone);
    graphics.fill(shape);
  }

  void stroke(Color tone, double width, Shape shape) {
    graphics.setPaint(tone);
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }

  static Ellipse2D oval(double centreX, double centreY, double radiusX, double radiusY) {
    return new Ellipse2D.Double(centreX - radiusX, centreY - radiusY, 2 * radiusX, 2 * radiusY);
  }

  /** An arc from one point to another, bent towards a third. */
  static Path2D bend(double x1, double y1, double viaX, double viaY, double x2, double y2) {
    Path2D path = new Path2D.Double();
    path.moveTo(x1, y1);
    path.quadTo(viaX, viaY, x2, y2);
    return path;
  }

  /** A closed shape through pairs of (control, end) points after the first. */
  static Path2D blob(double... points) {
    Path2D path = new Path2D.Double();
    path.moveTo(points[0], points[1]);
    for (int i = 2; i + 3 < points.length; i += 4) {
      path.quadTo(points[i], points[i + 1], points[i + 2], points[i + 3]);
    }
    path.closePath();
    return path;
  }
}
