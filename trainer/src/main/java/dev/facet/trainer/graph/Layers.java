package dev.facet.trainer.graph;

import dev.facet.trainer.kernel.FusedNorm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Pooling2D;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds layers to a SameDiff graph and keeps the list of what they brought: parameters, running
 * statistics and dropout masks. Names are paths with dots; a layer's name is the prefix of its
 * parameters' names, so the training and the inference form of one network have the same
 * parameters.
 */
public final class Layers {
  /** Added to variances before the root is taken. */
  public static final double EPSILON = 1e-5;

  private final SameDiff graph = SameDiff.create();
  private final Mode mode;
  private final DataType type;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();
  private final List<Statistics> statistics = new ArrayList<>();
  private final Map<String, Integer> dropouts = new LinkedHashMap<>();

  /**
   * Starts an empty graph.
   *
   * @param type FLOAT, or DOUBLE where gradients are checked
   */
  public Layers(Mode mode, DataType type) {
    this.mode = mode;
    this.type = type;
  }

  /** The graph so far. */
  public SameDiff graph() {
    return graph;
  }

  /** What the graph is built for. */
  public Mode mode() {
    return mode;
  }

  /** The parameters by name, in the order in which the layers were added. */
  public Map<String, Parameter> parameters() {
    return new LinkedHashMap<>(parameters);
  }

  /** The running statistics of every normalisation. */
  public List<Statistics> statistics() {
    return List.copyOf(statistics);
  }

  /** Dropout masks that a training step has to provide: placeholder name to its width D. */
  public Map<String, Integer> dropouts() {
    return new LinkedHashMap<>(dropouts);
  }

  /** A placeholder for a batch; its first extent is open. */
  public SDVariable placeholder(String name, long... shapeOfOne) {
    long[] shape = new long[shapeOfOne.length + 1];
    shape[0] = -1;
    System.arraycopy(shapeOfOne, 0, shape, 1, shapeOfOne.length);
    return graph.placeHolder(name, type, shape);
  }

  /** A trainable array. In the graph it holds zeros until somebody sets or binds it. */
  public SDVariable parameter(String name, Role role, Start start, long... shape) {
    List<Long> extents = Arrays.stream(shape).boxed().toList();
    if (parameters.putIfAbsent(name, new Parameter(name, role, start, extents)) != null) {
      throw new IllegalArgumentException("parameter " + name + " exists already");
    }
    return graph.var(name, Nd4j.zeros(type, shape));
  }

  /**
   * A square convolution without bias, {@code [N, C, H, W]} to {@code [N, outputs, H', W']}; weight
   * {@code [outputs, C, kernel, kernel]}, padded with zeros by {@code kernel / 2}.
   */
  public Features convolution(String name, Features input, int outputs, int kernel, int stride) {
    long fanIn = (long) input.channels() * kernel * kernel;
    SDVariable weight =
        parameter(
            name + ".weight",
            Role.WEIGHT,
            Start.he(fanIn),
            outputs,
            input.channels(),
            kernel,
            kernel);
    int padding = kernel / 2;
    Conv2DConfig configuration =
        Conv2DConfig.builder()
            .kH(kernel)
            .kW(kernel)
            .sH(stride)
            .sW(stride)
            .pH(padding)
            .pW(padding)
            .dH(1)
            .dW(1)
            .paddingMode(PaddingMode.VALID)
            .dataFormat(Conv2DConfig.NCHW)
            .weightsFormat(WeightsFormat.OIYX)
            .build();
    SDVariable output = graph.cnn().conv2d(name, input.variable(), weight, configuration);
    return new Features(
        output,
        outputs,
        extent(input.height(), kernel, stride, padding),
        extent(input.width(), kernel, stride, padding));
  }

  /** Batch normalisation; see {@link #norm(String, Features, boolean, Optional)}. */
  public Features norm(String name, Features input, boolean relu) {
    return norm(name, input, relu, Optional.empty());
  }

  /**
   * Batch normalisation over {@code [N, C, H, W]}, then the sum with a residual if there is one,
   * then the rectifier if asked for. Training uses the batch's moments, inference the running ones.
   */
  public Features norm(String name, Features input, boolean relu, Optional<Features> residual) {
    int channels = input.channels();
    SDVariable gamma = parameter(name + ".scale", Role.SCALE, new Start.Constant(1), channels);
    SDVariable beta = parameter(name + ".shift", Role.SHIFT, new Start.Constant(0), channels);
    SDVariable output =
        mode == Mode.TRAINING
            ? trainingNorm(name, input, gamma, beta, relu, residual)
            : inferenceNorm(name, input, gamma, beta, relu, residual);
    return input.with(output);
  }

  private SDVariable trainingNorm(
      String name,
      Features input,
      SDVariable gamma,
      SDVariable beta,
      boolean relu,
      Optional<Features> residual) {
    List<SDVariable> operands = new ArrayList<>(List.of(input.variable(), gamma, beta));
    residual.ifPresent(features -> operands.add(features.variable()));
    SDVariable[] outputs =
        new FusedNorm(graph, relu, EPSILON, operands.toArray(new SDVariable[0])).outputVariables();
    statistics.add(
        new Statistics(
            name + ".mean",
            name + ".variance",
            input.channels(),
            input.plane(),
            outputs[1].name(),
            outputs[2].name()));
    return outputs[0].rename(name);
  }

  private SDVariable inferenceNorm(
      String name,
      Features input,
      SDVariable gamma,
      SDVariable beta,
      boolean relu,
      Optional<Features> residual) {
    int channels = input.channels();
    SDVariable mean = graph.constant(name + ".mean", Nd4j.zeros(type, channels));
    SDVariable variance = graph.constant(name + ".variance", Nd4j.ones(type, channels));
    statistics.add(new Statistics(mean.name(), variance.name(), channels, input.plane(), "", ""));
    SDVariable output =
        graph.nn().batchNorm(name, input.variable(), mean, variance, gamma, beta, EPSILON, 1);
    if (residual.isPresent()) {
      output = output.add(name + ".sum", residual.get().variable());
    }
    return relu ? graph.nn().relu(name + ".relu", output, 0) : output;
  }

  /** Maximum over 3x3 windows with stride 2 and padding 1. */
  public Features maxPool(String name, Features input) {
    Pooling2DConfig configuration = pooling(3).pH(1).pW(1).paddingMode(PaddingMode.VALID).build();
    return new Features(
        graph.cnn().maxPooling2d(name, input.variable(), configuration),
        input.channels(),
        extent(input.height(), 3, 2, 1),
        extent(input.width(), 3, 2, 1));
  }

  /**
   * Mean over 2x2 windows with stride 2; where the extent is odd the last window covers what there
   * is.
   */
  public Features meanPool(String name, Features input) {
    Pooling2DConfig configuration =
        pooling(2)
            .pH(0)
            .pW(0)
            .paddingMode(PaddingMode.SAME)
            .divisor(Pooling2D.Divisor.EXCLUDE_PADDING)
            .build();
    return new Features(
        graph.cnn().avgPooling2d(name, input.variable(), configuration),
        input.channels(),
        (input.height() + 1) / 2,
        (input.width() + 1) / 2);
  }

  /**
   * Dropout on {@code [N, width]}: in training a product with the placeholder {@code name}, which
   * the step fills with 0 or {@code 1 / (1 - rate)}; nothing in inference.
   */
  public SDVariable dropout(String name, SDVariable input, int width, double rate) {
    if (mode == Mode.INFERENCE || rate == 0) {
      return input;
    }
    dropouts.put(name, width);
    return input.mul(placeholder(name, width));
  }

  private static Pooling2DConfig.Pooling2DConfigBuilder pooling(int kernel) {
    return Pooling2DConfig.builder().kH(kernel).kW(kernel).sH(2).sW(2).dH(1).dW(1).isNHWC(false);
  }

  private static int extent(int size, int kernel, int stride, int padding) {
    return (size + 2 * padding - kernel) / stride + 1;
  }
}
