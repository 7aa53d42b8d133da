package dev.facet.exporter.frontend;

import static dev.facet.exporter.frontend.ExampleList.MAPS;
import static dev.facet.exporter.frontend.ExampleList.ROWS;

import org.nd4j.linalg.api.ops.impl.transforms.custom.ThresholdRelu;
import org.nd4j.linalg.api.ops.impl.transforms.strict.Mish;

/** Examples of {@link ActivationOperators}. */
final class ActivationExamples {
  private ActivationExamples() {}

  static void addTo(ExampleList list) {
    rectifiers(list);
    curves(list);
    shares(list);
  }

  private static void rectifiers(ExampleList list) {
    list.onRows("relu", x -> x.getSameDiff().nn().relu(x, 0));
    list.add("relu", "with a cutoff", ROWS, s -> s.graph().nn().relu(s.input(), 0.5));
    list.onRows("relu6", x -> x.getSameDiff().nn().relu6(x.mul(5), 0));
    list.add("relu6", "with a cutoff", ROWS, s -> s.graph().nn().relu6(s.input().mul(5), 0.5));
    list.onRows("leakyrelu", x -> x.getSameDiff().nn().leakyRelu(x, 0.1));
    list.onRows(
        "thresholdedrelu", x -> new ThresholdRelu(x.getSameDiff(), x, false, 0.3).outputVariable());
    list.add(
        "prelu",
        "a slope for each channel",
        MAPS,
        s -> s.graph().nn().prelu(s.input(), s.weight(s.size(1), 1, 1), 2, 3));
    list.add(
        "prelu",
        "a slope for each place of a row",
        MAPS,
        s -> s.graph().nn().prelu(s.input(), s.weight(1, 1, s.size(3)), 1, 2));
    list.onRows("crelu", x -> x.getSameDiff().nn().cReLU(x));
    list.add("crelu", "of maps", MAPS, s -> s.graph().nn().cReLU(s.input()));
    list.onRows("elu", x -> x.getSameDiff().nn().elu(x));
    list.onRows("selu", x -> x.getSameDiff().nn().selu(x));
    list.onRows("ClipByValue", x -> x.getSameDiff().math().clipByValue(x, -0.5, 0.75));
    list.add(
        "ClipByValue",
        "with limits as inputs",
        ROWS,
        s ->
            s.graph().clipByValue(s.input(), s.graph().constant(-0.5f), s.graph().constant(0.75f)));
  }

  private static void curves(ExampleList list) {
    list.onRows("sigmoid", x -> x.getSameDiff().nn().sigmoid(x));
    list.onRows("hard_sigmoid", x -> x.getSameDiff().nn().hardSigmoid(x));
    list.onRows("logsigmoid", x -> x.getSameDiff().nn().logSigmoid(x));
    list.onRows("tanh", x -> x.getSameDiff().nn().tanh(x));
    list.onRows("hardtanh", x -> x.getSameDiff().nn().hardTanh(x));
    list.onRows("rational_tanh", x -> x.getSameDiff().math().rationalTanh(x));
    list.onRows("rectified_tanh", x -> x.getSameDiff().math().rectifiedTanh(x));
    list.onRows("softplus", x -> x.getSameDiff().nn().softplus(x));
    list.onRows("softsign", x -> x.getSameDiff().nn().softsign(x));
    list.onRows("swish", x -> x.getSameDiff().nn().swish(x));
    list.onRows("gelu", x -> x.getSameDiff().nn().gelu(x));
    list.onRows("precise_gelu", x -> x.getSameDiff().nn().preciseGelu(x.mul(4)));
    list.addUnsaved("mish", "", ROWS, s -> new Mish(s.graph(), s.input(), false).outputVariable());
  }

  private static void shares(ExampleList list) {
    list.onRows("softmax", x -> x.getSameDiff().nn().softmax(x, 1));
    list.add("softmax", "of maps", MAPS, s -> s.graph().nn().softmax(s.input(), 3));
    list.onRows("log_softmax", x -> x.getSameDiff().nn().logSoftmax(x));
    list.addUnsaved(
        "log_softmax", "along a named axis", MAPS, s -> s.graph().nn().logSoftmax(s.input(), 3));
  }
}
