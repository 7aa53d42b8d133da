package dev.facet.exporter.frontend;

import dev.facet.exporter.frontend.OperatorExample.GraphPart;
import dev.facet.exporter.frontend.OperatorExample.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.nd4j.autodiff.samediff.SDIndex;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/** At least one example of every operator, and one of every form that networks use. */
final class OperatorExamples {
  private static final List<Long> MAPS = List.of(4L, 9L, 7L);
  private static final List<Long> ROWS = List.of(6L);

  private final List<OperatorExample> examples = new ArrayList<>();

  private OperatorExamples() {}

  static List<OperatorExample> all() {
    OperatorExamples all = new OperatorExamples();
    all.arithmetic();
    all.activations();
    all.convolutions();
    all.poolings();
    all.resizings();
    all.reductions();
    all.matrices();
    all.shapes();
    all.slices();
    return all.examples;
  }

  private void add(String operator, String form, List<Long> shape, GraphPart build) {
    examples.add(new OperatorExample(operator, form, shape, build));
  }

  private void onRows(String operator, Function<SDVariable, SDVariable> build) {
    add(operator, "", ROWS, scene -> build.apply(scene.input()));
  }

  private void onPositiveRows(String operator, Function<SDVariable, SDVariable> build) {
    add(operator, "", ROWS, scene -> build.apply(scene.graph().math().abs(scene.input()).add(0.5)));
  }

  private void arithmetic() {
    add("add", "per channel", MAPS, s -> s.input().add(s.weight(1, 4, 1, 1)));
    add("add", "both computed", MAPS, s -> s.input().add(s.input().mul(2)));
    add("subtract", "per channel", MAPS, s -> s.input().sub(s.weight(4, 1, 1)));
    add("multiply", "a column by a row", ROWS, s -> s.input().mul(s.weight(5, 1, 6)));
    add("divide", "per column", ROWS, s -> s.input().div(s.positive(1, 6)));
    add("reversesubtract", "", ROWS, s -> s.input().rsub(s.weight(6)));
    add("reversedivide", "", ROWS, s -> s.graph().math().abs(s.input()).add(1).rdiv(s.weight(6)));
    add("maximum", "", ROWS, s -> s.graph().math().max(s.input(), s.weight(1, 6)));
    add("minimum", "", ROWS, s -> s.graph().math().min(s.input(), s.weight(1, 6)));
    add(
        "squaredsubtract",
        "",
        ROWS,
        s -> s.graph().math().squaredDifference(s.input(), s.weight(1, 6)));
    onRows("add_scalar", x -> x.add(1.5));
    onRows("sub_scalar", x -> x.sub(1.5));
    onRows("mul_scalar", x -> x.mul(-2.5));
    onRows("div_scalar", x -> x.div(3));
    onRows("rsub_scalar", x -> x.rsub(1));
    onPositiveRows("rdiv_scalar", x -> x.rdiv(2));
    onPositiveRows("pow", x -> x.pow(1.7));
    add("max_scalar", "", ROWS, s -> s.graph().scalarMax(s.input(), 0.5));
    add("scalar_min", "", ROWS, s -> s.graph().scalarMin(s.input(), 0.5));
  }

  private void activations() {
    onRows("identity", x -> x.getSameDiff().identity(x));
    onRows("relu", x -> x.getSameDiff().nn().relu(x, 0));
    onRows("relu6", x -> x.getSameDiff().nn().relu6(x.mul(5), 0));
    onRows("leakyrelu", x -> x.getSameDiff().nn().leakyRelu(x, 0.1));
    onRows("elu", x -> x.getSameDiff().nn().elu(x));
    onRows("sigmoid", x -> x.getSameDiff().nn().sigmoid(x));
    onRows("hard_sigmoid", x -> x.getSameDiff().nn().hardSigmoid(x));
    onRows("tanh", x -> x.getSameDiff().nn().tanh(x));
    onRows("softplus", x -> x.getSameDiff().nn().softplus(x));
    onRows("swish", x -> x.getSameDiff().nn().swish(x));
    onRows("gelu", x -> x.getSameDiff().nn().gelu(x));
    onRows("exp", x -> x.getSameDiff().math().exp(x));
    onPositiveRows("log", x -> x.getSameDiff().math().log(x));
    onPositiveRows("sqrt", x -> x.getSameDiff().math().sqrt(x));
    onPositiveRows("rsqrt", x -> x.getSameDiff().math().rsqrt(x));
    onPositiveRows("Reciprocal", x -> x.getSameDiff().math().reciprocal(x));
    onRows("square", x -> x.getSameDiff().math().square(x));
    onRows("abs", x -> x.getSameDiff().math().abs(x));
    onRows("neg", x -> x.getSameDiff().math().neg(x));
    onRows("erf", x -> x.getSameDiff().math().erf(x));
    onRows("ClipByValue", x -> x.getSameDiff().math().clipByValue(x, -0.5, 0.75));
    onRows("softmax", x -> x.getSameDiff().nn().softmax(x, 1));
    add("softmax", "of maps", MAPS, s -> s.graph().nn().softmax(s.input(), 3));
  }

  private static Conv2DConfig.Conv2DConfigBuilder window(long kernel, long stride, long padding) {
    return Conv2DConfig.builder()
        .kH(kernel)
        .kW(kernel)
        .sH(stride)
        .sW(stride)
        .pH(padding)
        .pW(padding)
        .paddingMode(PaddingMode.VALID)
        .dataFormat(Conv2DConfig.NCHW);
  }

  private void convolution(
      String form, Conv2DConfig.Conv2DConfigBuilder window, WeightsFormat layout, long... shape) {
    Conv2DConfig configuration = window.weightsFormat(layout).build();
    add(
        "conv2d",
        form,
        MAPS,
        s -> s.graph().cnn().conv2d(s.input(), s.weight(shape), configuration));
  }

  private void convolutions() {
    convolution("[kH, kW, in, out]", window(3, 1, 1), WeightsFormat.YXIO, 3, 3, 4, 5);
    convolution("[out, in, kH, kW]", window(3, 2, 1), WeightsFormat.OIYX, 5, 4, 3, 3);
    convolution("[out, kH, kW, in]", window(3, 1, 0), WeightsFormat.OYXI, 5, 3, 3, 4);
    convolution("1x1", window(1, 1, 0), WeightsFormat.OIYX, 5, 4, 1, 1);
    convolution("1x1 with stride", window(1, 2, 0), WeightsFormat.OIYX, 5, 4, 1, 1);
    Conv2DConfig.Conv2DConfigBuilder same = window(3, 2, 0).paddingMode(PaddingMode.SAME);
    convolution("padded to the same size", same, WeightsFormat.YXIO, 3, 3, 4, 5);
    add(
        "conv2d",
        "with a bias and an oblong kernel",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .conv2d(
                    s.input(),
                    s.weight(3, 2, 4, 5),
                    s.weight(5),
                    window(3, 1, 1).kW(2).pW(0).build()));
    add("depthwise_conv2d", "", MAPS, s -> depthwise(s, 1));
    add("depthwise_conv2d", "two maps for each", MAPS, s -> depthwise(s, 2));
    add(
        "depthwise_conv2d",
        "with a bias",
        MAPS,
        s ->
            s.graph()
                .cnn()
                .depthWiseConv2d(
                    s.input(), s.weight(3, 3, 4, 3), s.weight(12), window(3, 2, 1).build()));
    add("batchnorm", "maps", MAPS, s -> normalized(s, s.weight(4), s.weight(4), 4));
    add("batchnorm", "rows", ROWS, s -> normalized(s, s.weight(6), s.weight(6), 6));
    add("batchnorm", "without scale", MAPS, s -> normalized(s, null, s.weight(4), 4));
    add("batchnorm", "without offset", MAPS, s -> normalized(s, s.weight(4), null, 4));
    add("biasadd", "maps", MAPS, s -> s.graph().nn().biasAdd(s.input(), s.weight(4), true));
    add("biasadd", "rows", ROWS, s -> s.graph().nn().biasAdd(s.input(), s.weight(6), false));
  }

  private static SDVariable depthwise(Scene scene, long multiplier) {
    return scene
        .graph()
        .cnn()
        .depthWiseConv2d(scene.input(), scene.weight(3, 3, 4, multiplier), window(3, 1, 1).build());
  }

  private static SDVariable normalized(Scene scene, SDVariable scale, SDVariable offset, long c) {
    return scene
        .graph()
        .nn()
        .batchNorm(scene.input(), scene.weight(c), scene.positive(c), scale, offset, 1e-5, 1);
  }

  private static Pooling2DConfig.Pooling2DConfigBuilder pool(long kernel, long padding) {
    return Pooling2DConfig.builder()
        .kH(kernel)
        .kW(kernel)
        .sH(2)
        .sW(2)
        .pH(padding)
        .pW(padding)
        .paddingMode(PaddingMode.VALID);
  }

  private void poolings() {
    max("", pool(3, 0));
    max("padded", pool(3, 1));
    max("padded to the same size", pool(3, 0).paddingMode(PaddingMode.SAME));
    average("", pool(2, 0));
    average("padding left out", pool(3, 1).extra(0));
    average("padding counted", pool(3, 1).extra(1));
    average("padded to the same size", pool(2, 0).paddingMode(PaddingMode.SAME));
    average(
        "padded to the same size, padding left out",
        pool(2, 0).paddingMode(PaddingMode.SAME).divisor(Pooling2D.Divisor.EXCLUDE_PADDING));
  }

  private void max(String form, Pooling2DConfig.Pooling2DConfigBuilder pool) {
    add("maxpool2d", form, MAPS, s -> s.graph().cnn().maxPooling2d(s.input(), pool.build()));
  }

  private void average(String form, Pooling2DConfig.Pooling2DConfigBuilder pool) {
    add("avgpool2d", form, MAPS, s -> s.graph().cnn().avgPooling2d(s.input(), pool.build()));
  }

  private void resizings() {
    add("upsampling2d", "", MAPS, s -> s.graph().cnn().upsampling2d(s.input(), 2, 2, true));
    add(
        "upsampling2d",
        "more high than wide",
        MAPS,
        s -> s.graph().cnn().upsampling2d(s.input(), 3, 2, true));
  }

  private void reductions() {
    add("reduce_mean", "over positions", MAPS, s -> s.input().mean(2, 3));
    add("reduce_mean", "kept", MAPS, s -> s.input().mean(true, 2, 3));
    add("reduce_mean", "over the last axis", MAPS, s -> s.input().mean(-1));
    add("reduce_sum", "over channels", MAPS, s -> s.input().sum(true, 1));
    add("reduce_sum", "over everything", ROWS, s -> s.input().add(s.input().sum()));
    add("reduce_max", "", MAPS, s -> s.input().max(true, 1));
    add("reduce_min", "", MAPS, s -> s.input().min(1));
    add("reduce_prod", "", ROWS, s -> s.input().prod(1));
    add("reduce_norm1", "", ROWS, s -> s.input().norm1(true, 1));
    add("reduce_norm2", "", ROWS, s -> s.input().norm2(true, 1));
    add("reduce_sqnorm", "", ROWS, s -> s.graph().squaredNorm(s.input(), true, 1));
  }

  private void matrices() {
    add("matmul", "by a weight", ROWS, s -> s.graph().mmul(s.input(), s.weight(6, 5)));
    add(
        "matmul",
        "by a transposed weight",
        ROWS,
        s -> s.graph().mmul(s.input(), s.weight(5, 6), false, true, false));
    add(
        "matmul",
        "of a batch with itself",
        List.of(5L, 6L),
        s -> s.graph().mmul(s.input(), s.input(), false, true, false));
    add(
        "matmul",
        "of a transposed batch",
        List.of(5L, 6L),
        s -> s.graph().mmul(s.input(), s.input(), true, false, false));
    add(
        "matmul",
        "with a transposed result",
        List.of(5L, 6L),
        s -> s.graph().mmul(s.input(), s.input().mul(2), true, false, true));
    add("xw_plus_b", "", ROWS, s -> s.graph().nn().linear(s.input(), s.weight(6, 5), s.weight(5)));
  }

  private void shapes() {
    add("reshape", "", MAPS, s -> s.input().reshape(-1, 2, 2, 63));
    add(
        "reshape",
        "to a constant",
        MAPS,
        s -> s.graph().reshape(s.input(), s.graph().constant(Nd4j.createFromArray(-1L, 4, 63))));
    add("shape_of", "", MAPS, s -> s.graph().reshape(s.input().mul(2), s.graph().shape(s.input())));
    add("permute", "", MAPS, s -> s.graph().permute(s.input(), 0, 2, 3, 1));
    add("transpose", "", ROWS, s -> s.graph().transpose(s.input()));
    add("expand_dims", "", ROWS, s -> s.graph().expandDims(s.input(), 1));
    add("squeeze", "", List.of(1L, 6L), s -> s.graph().squeeze(s.input(), 1));
    add("concat", "", MAPS, s -> s.graph().concat(1, s.input(), s.input().mul(2)));
    add("stack", "", ROWS, s -> s.graph().stack(1, s.input(), s.input().mul(2)));
    add("tile", "", ROWS, s -> s.graph().tile(s.input(), 1, 3));
    add("tile", "of a weight", ROWS, s -> s.input().mul(s.graph().tile(s.weight(1, 2), 1, 3)));
  }

  private void slices() {
    add("slice", "", MAPS, s -> s.graph().slice(s.input(), new int[] {0, 1, 0, 2}, -1, 2, -1, 3));
    add(
        "strided_slice",
        "every second",
        MAPS,
        s ->
            s.graph()
                .stridedSlice(
                    s.input(),
                    new long[] {0, 1, 0, 0},
                    new long[] {0, 3, 4, 7},
                    new long[] {1, 1, 2, 2},
                    1,
                    1,
                    0,
                    0,
                    0));
    add(
        "strided_slice",
        "an interval and a point",
        MAPS,
        s -> s.input().get(SDIndex.all(), SDIndex.interval(1, 3), SDIndex.all(), SDIndex.point(1)));
    add("split", "", MAPS, s -> s.graph().split(s.input(), 2, 1)[1]);
    add("unstack", "", MAPS, s -> s.graph().unstack(s.input(), 1, 4)[2]);
    add("gather", "", MAPS, s -> s.graph().gather(s.input(), new int[] {2, 0}, 1));
  }
}
