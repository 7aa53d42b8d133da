package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.CUBES;
import static dev.facet.exporter.frontend.ExampleList.IMAGES;
import static dev.facet.exporter.frontend.ExampleList.MAPS;

import dev.facet.exporter.frontend.OperatorExample.Input;
import dev.facet.exporter.frontend.OperatorExample.Range;
import org.nd4j.enums.DataFormat;
import org.nd4j.enums.ImageResizeMethod;

/** Examples of {@link ResizingOperators}. */
final class ResizingExamples {
  private ResizingExamples() {}

  static void addTo(ExampleList list) {
    upsampling(list);
    blocks(list);
    images(list);
  }

  private static void upsampling(ExampleList list) {
    list.add("upsampling2d", "", MAPS, s -> s.graph().cnn().upsampling2d(s.input(), 2, 2, true));
    list.add(
        "upsampling2d",
        "more high than wide",
        MAPS,
        s -> s.graph().cnn().upsampling2d(s.input(), 3, 2, true));
    list.add(
        "upsampling2d",
        "channels last",
        IMAGES,
        s -> s.graph().cnn().upsampling2d(s.input(), 3, 2, false));
    list.add(
        "upsampling3d", "", CUBES, s -> s.graph().cnn().upsampling3d(s.input(), true, 2, 1, 3));
    list.add(
        "upsampling3d",
        "whatever the layout is said to be",
        CUBES,
        s -> s.graph().cnn().upsampling3d(s.input(), false, 2, 1, 3));
  }

  private static void blocks(ExampleList list) {
    Input deep = Input.floats(Range.of(8), Range.between(2, 4), Range.between(2, 4));
    Input deepLast = Input.floats(Range.between(2, 4), Range.between(2, 4), Range.of(8));
    Input even = Input.floats(Range.between(2, 4), Range.of(4), Range.of(6));
    Input evenLast = Input.floats(Range.of(4), Range.of(6), Range.between(2, 4));
    list.add(
        "depth_to_space",
        "",
        deep,
        s -> s.graph().cnn().depthToSpace(s.input(), 2, DataFormat.NCHW));
    list.add(
        "depth_to_space",
        "channels last",
        deepLast,
        s -> s.graph().cnn().depthToSpace(s.input(), 2, DataFormat.NHWC));
    list.add(
        "space_to_depth",
        "",
        even,
        s -> s.graph().cnn().spaceToDepth(s.input(), 2, DataFormat.NCHW));
    list.add(
        "space_to_depth",
        "channels last",
        evenLast,
        s -> s.graph().cnn().spaceToDepth(s.input(), 2, DataFormat.NHWC));
  }

  private static void images(ExampleList list) {
    bilinear(list, "larger", 13, 17, false, false);
    bilinear(list, "smaller", 4, 3, false, false);
    bilinear(list, "with aligned corners", 13, 5, true, false);
    bilinear(list, "with aligned middles of pixels", 13, 17, false, true);
    bilinear(list, "smaller, with aligned middles of pixels", 4, 3, false, true);
    resize(list, "bilinear, larger", ImageResizeMethod.ResizeBilinear, 13, 17);
    resize(list, "bilinear, smaller", ImageResizeMethod.ResizeBilinear, 4, 3);
    resize(list, "nearest, larger", ImageResizeMethod.ResizeNearest, 13, 17);
    resize(list, "nearest, smaller", ImageResizeMethod.ResizeNearest, 4, 3);
  }

  private static void bilinear(
      ExampleList list, String form, int height, int width, boolean corners, boolean middles) {
    list.addUnsaved(
        "resize_bilinear",
        form,
        IMAGES,
        s -> s.graph().image().resizeBiLinear(s.input(), height, width, corners, middles));
  }

  private static void resize(
      ExampleList list, String form, ImageResizeMethod method, int height, int width) {
    list.add(
        "image_resize",
        form,
        IMAGES,
        s -> s.graph().image().imageResize(s.input(), s.integers(height, width), method));
  }
}
