package dev.facet.exporter.frontend;

import java.util.List;

/** At least one example of every operator, and one of every form that networks use. */
final class OperatorExamples {
  private OperatorExamples() {}

  static List<OperatorExample> all() {
    ExampleList list = new ExampleList();
    ArithmeticExamples.addTo(list);
    ComparisonExamples.addTo(list);
    ElementaryExamples.addTo(list);
    ActivationExamples.addTo(list);
    ConvolutionExamples.addTo(list);
    DepthwiseExamples.addTo(list);
    VolumeExamples.addTo(list);
    PoolingExamples.addTo(list);
    ResizingExamples.addTo(list);
    NormalizationExamples.addTo(list);
    AttentionExamples.addTo(list);
    ReductionExamples.addTo(list);
    DistanceExamples.addTo(list);
    MatrixExamples.addTo(list);
    ShapeExamples.addTo(list);
    SliceExamples.addTo(list);
    IndexExamples.addTo(list);
    ConstantExamples.addTo(list);
    return list.examples();
  }
}
