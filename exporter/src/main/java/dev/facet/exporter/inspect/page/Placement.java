package dev.facet.exporter.inspect.page;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkLabel;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Where everything stands, from top to bottom in layers; lengths in pixels.
 *
 * @param width of the drawing
 * @param height of the drawing
 * @param corners the upper left corner of every box
 * @param paths the corners of every wire, from its maker to its reader
 * @param labels the upper left corner of every wire's label; at the origin if it has none
 */
record Placement(
    double width, double height, List<Point> corners, List<List<Point>> paths, List<Point> labels) {
  private static final double NODE_GAP = 26;
  private static final double LAYER_GAP = 14;
  private static final double EDGE_GAP = 12;
  private static final double LABEL_HEIGHT = 14;

  /** A place. */
  record Point(double x, double y) {}

  /** Copies the lists. */
  Placement {
    corners = List.copyOf(corners);
    paths = List.copyOf(paths);
    labels = List.copyOf(labels);
  }

  /** Finds a place for everything, the same each time. */
  static Placement of(Diagram diagram) {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
    ElkNode graph = ElkGraphUtil.createGraph();
    graph.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    graph.setProperty(CoreOptions.DIRECTION, Direction.DOWN);
    graph.setProperty(CoreOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    graph.setProperty(CoreOptions.RANDOM_SEED, 1);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE, NODE_GAP);
    graph.setProperty(LayeredOptions.SPACING_EDGE_NODE, EDGE_GAP);
    graph.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, LAYER_GAP);
    List<ElkNode> boxes = new ArrayList<>();
    for (Box box : diagram.boxes()) {
      ElkNode node = ElkGraphUtil.createNode(graph);
      node.setDimensions(box.width(), box.height());
      boxes.add(node);
    }
    List<ElkEdge> wires = new ArrayList<>();
    for (Wire wire : diagram.wires()) {
      ElkEdge edge = ElkGraphUtil.createSimpleEdge(boxes.get(wire.from()), boxes.get(wire.to()));
      if (!wire.label().isEmpty()) {
        ElkLabel label = ElkGraphUtil.createLabel(wire.label(), edge);
        label.setDimensions(Box.labelWidth(wire.label()), LABEL_HEIGHT);
      }
      wires.add(edge);
    }
    new RecursiveGraphLayoutEngine().layout(graph, new BasicProgressMonitor());
    return new Placement(
        graph.getWidth(),
        graph.getHeight(),
        boxes.stream().map(node -> new Point(node.getX(), node.getY())).toList(),
        wires.stream().map(Placement::path).toList(),
        wires.stream().map(Placement::label).toList());
  }

  private static List<Point> path(ElkEdge edge) {
    List<Point> path = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      path.add(new Point(section.getStartX(), section.getStartY()));
      section.getBendPoints().forEach(bend -> path.add(new Point(bend.getX(), bend.getY())));
      path.add(new Point(section.getEndX(), section.getEndY()));
    }
    return path;
  }

  private static Point label(ElkEdge edge) {
    return edge.getLabels().stream()
        .findFirst()
        .map(label -> new Point(label.getX(), label.getY()))
        .orElse(new Point(0, 0));
  }
}
