package dev.facet.exporter.inspect.page;

import static dev.facet.exporter.inspect.page.Html.at;
import static dev.facet.exporter.inspect.page.Html.escape;
import static java.util.stream.Collectors.joining;

import dev.facet.exporter.inspect.Inspection.NodeFacts;
import dev.facet.exporter.inspect.Numbers;
import dev.facet.exporter.inspect.page.Placement.Point;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Draws a diagram as SVG. Every box is a button with a name that says what it is. */
final class Drawing {
  private static final double MARGIN = 8;
  private static final double BAR = 4;

  private final Diagram diagram;
  private final Placement placement;
  private final double slowest;
  private final StringBuilder out = new StringBuilder();

  private Drawing(Diagram diagram) {
    this.diagram = diagram;
    placement = Placement.of(diagram);
    slowest =
        diagram.nodes().stream()
            .flatMap(Optional::stream)
            .flatMap(facts -> facts.microseconds().stream())
            .mapToDouble(each -> each)
            .max()
            .orElse(0);
  }

  /** The drawing as an SVG element. */
  static String svg(Diagram diagram, String title) {
    return new Drawing(diagram).svg(title);
  }

  private String svg(String title) {
    double width = placement.width() + 2 * MARGIN;
    double height = placement.height() + 2 * MARGIN;
    out.append(
        """
        <svg id="graph" role="group" aria-label="Graph of %s, %d boxes" xmlns="http://www.w3.org/2000/svg" \
        width="%s" height="%s" viewBox="%s %s %s %s">
        <defs><marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" \
        markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 8 4 0 8Z"/></marker></defs>
        """
            .formatted(
                escape(title),
                diagram.boxes().size(),
                at(width),
                at(height),
                at(-MARGIN),
                at(-MARGIN),
                at(width),
                at(height)));
    out.append("<g class=\"wires\" aria-hidden=\"true\">\n");
    for (int i = 0; i < diagram.wires().size(); i++) {
      wire(diagram.wires().get(i), placement.paths().get(i), placement.labels().get(i));
    }
    out.append("</g>\n<g class=\"boxes\">\n");
    for (int i = 0; i < diagram.boxes().size(); i++) {
      box(i, diagram.boxes().get(i), placement.corners().get(i), diagram.nodes().get(i));
    }
    return out.append("</g>\n</svg>\n").toString();
  }

  private void wire(Wire wire, List<Point> path, Point label) {
    out.append(
        "<path data-from=\"%d\" data-to=\"%d\" d=\"M%s\"/>"
            .formatted(
                wire.from(),
                wire.to(),
                path.stream().map(p -> at(p.x()) + " " + at(p.y())).collect(joining("L"))));
    if (!wire.label().isEmpty()) {
      out.append(
          "<text x=\"%s\" y=\"%s\">%s</text>"
              .formatted(at(label.x() + 3), at(label.y() + 11), escape(wire.label())));
    }
    out.append('\n');
  }

  private void box(int index, Box box, Point corner, Optional<NodeFacts> facts) {
    String width = at(box.width());
    String height = at(box.height());
    String middle = at(box.width() / 2);
    out.append(
        """
        <g class="box %s" data-box="%d" role="button" tabindex="%d" aria-label="%s" \
        transform="translate(%s %s)"><title>%s</title>\
        <rect width="%s" height="%s" rx="%d"/><text x="%s" y="19">%s</text>"""
            .formatted(
                box.style(),
                index,
                index == 0 ? 0 : -1,
                escape(name(box, facts)),
                at(corner.x()),
                at(corner.y()),
                escape(name(box, facts)),
                width,
                height,
                facts.isPresent() ? 5 : 14,
                middle,
                escape(box.title())));
    if (!box.subtitle().isEmpty()) {
      out.append(
          "<text class=\"small\" x=\"%s\" y=\"35\">%s</text>"
              .formatted(middle, escape(box.subtitle())));
    }
    facts.flatMap(NodeFacts::microseconds).ifPresent(time -> bar(box, time));
    out.append("</g>\n");
  }

  /** A bar at the foot of a box, as long as its operator is slow. */
  private void bar(Box box, double microseconds) {
    if (slowest > 0) {
      out.append(
          "<rect class=\"time\" x=\"2\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
              .formatted(
                  at(box.height() - BAR - 1),
                  at((box.width() - 4) * microseconds / slowest),
                  at(BAR)));
    }
  }

  private static String name(Box box, Optional<NodeFacts> facts) {
    return facts
        .map(
            node ->
                node.node().kind()
                    + " "
                    + node.node().name()
                    + (node.known() > 0
                        ? ", %s multiply-adds".formatted(Numbers.large(node.known()))
                        : "")
                    + node.microseconds()
                        .map(time -> String.format(Locale.ROOT, ", %.0f microseconds", time))
                        .orElse(""))
        .orElse(box.title());
  }
}
