package dev.facet.trainer.graph;

import dev.facet.trainer.kernel.BatchedProduct;
import dev.facet.trainer.kernel.ConvolutionShape;
import dev.facet.trainer.kernel.OneDnn;
import dev.facet.trainer.kernel.PlaneMean;
import dev.facet.trainer.kernel.Upsampling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ops.impl.controlflow.compat.StopGradient;
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
  private final Map<String, Dropout> dropouts = new LinkedHashMap<>();
  private final List<String> frozen;
  private final Kernels kernels;
  private final boolean outline;

  /**
   * Starts an empty graph.
   *
   * @param type FLOAT, or DOUBLE where gradients are checked
   */
  public Layers(Mode mode, DataType type) {
    this(mode, type, List.of());
  }

  /**
   * Starts an empty graph of which a part does not learn.
   *
   * @param frozen paths of layers: they and all below them keep their weights and, in training too,
   *     normalise by their running statistics
   */
  public Layers(Mode mode, DataType type, List<String> frozen) {
    this(mode, type, frozen, Kernels.JAVA);
  }

  /**
   * Starts an empty graph of which a part does not learn.
   *
   * @param kernels who computes the operators of a training graph
   */
  public Layers(Mode mode, DataType type, List<String> frozen, Kernels kernels) {
    this(mode, type, frozen, kernels, false);
  }

  private Layers(Mode mode, DataType type, List<String> frozen, Kernels kernels, boolean outline) {
    this.mode = mode;
    this.type = type;
    this.frozen = List.copyOf(frozen);
    this.kernels = kernels;
    this.outline = outline;
  }

  /**
   * Starts an empty graph of ND4J's operators in which parameters are placeholders, so that a
   * network of any size can be described and counted without memory for its numbers.
   */
  public static Layers outline(Mode mode) {
    return outline(mode, List.of());
  }

  /** The same with a part that does not learn. */
  public static Layers outline(Mode mode, List<String> frozen) {
    return new Layers(mode, DataType.FLOAT, frozen, Kernels.NATIVE, true);
  }

  /** The graph so far. */
  public SameDiff graph() {
    return graph;
  }

  /** What the graph is built for. */
  public Mode mode() {
    return mode;
  }

  /**
   * Whether Java operators may be added: only in training, and only where they compute on the
   * processor. What adds one asks this and has a form without it.
   */
  public boolean computesInJava() {
    return mode == Mode.TRAINING && kernels == Kernels.JAVA;
  }

  /** Whether operators of oneDNN may be added, which compute in single precision. */
  boolean usesOneDnn() {
    return computesInJava() && type == DataType.FLOAT && OneDnn.available();
  }

  /** The parameters by name, in the order in which the layers were added. */
  public Map<String, Parameter> parameters() {
    return new LinkedHashMap<>(parameters);
  }

  /** How many numbers all its parameters hold. */
  public long parameterCount() {
    return parameters.values().stream().mapToLong(Parameter::length).sum();
  }

  /** The running statistics of every normalisation, and of what else keeps some. */
  public List<Statistics> statistics() {
    return List.copyOf(statistics);
  }

  /** Takes note of moments that a training step moves, or that it finds frozen. */
  public void keep(Statistics moments) {
    statistics.add(moments);
  }

  /** Whether a layer or parameter of that path keeps its weights. */
  public boolean isFrozen(String path) {
    return frozen.stream().anyMatch(part -> path.equals(part) || path.startsWith(part + "."));
  }

  /** The names of the parameters that learn, in the order in which the layers were added. */
  public List<String> trainable() {
    return parameters.keySet().stream().filter(name -> !isFrozen(name)).toList();
  }

  /** The type of all its numbers. */
  public DataType type() {
    return type;
  }

  /** Dropout masks that a training step has to provide, by the placeholder's name. */
  public Map<String, Dropout> dropouts() {
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
    return outline
        ? graph.placeHolder(name, type, shape)
        : graph.var(name, Nd4j.zeros(type, shape));
  }

  /** A convolution padded with zeros by {@code kernel / 2}. */
  public Features convolution(String name, Features input, int outputs, int kernel, int stride) {
    return convolution(name, input, outputs, kernel, stride, kernel / 2);
  }

  /**
   * A square convolution without bias, {@code [N, C, H, W]} to {@code [N, outputs, H', W']}; weight
   * {@code [outputs, C, kernel, kernel]}.
   *
   * @param padding zeros on each side
   */
  public Features convolution(
      String name, Features input, int outputs, int kernel, int stride, int padding) {
    ConvolutionShape shape =
        new ConvolutionShape(kernel, stride, padding, input.height(), input.width());
    return convolution(
        name, input, outputs, shape, Start.he((long) input.channels() * kernel * kernel));
  }

  /**
   * A square convolution without bias and with stride 1 in groups, padded with zeros by {@code
   * kernel / 2}: an output sees the inputs of its own group only. Weight {@code [outputs, C /
   * groups, kernel, kernel]}.
   *
   * @param groups divides C and outputs
   * @param start of the weight
   * @throws IllegalArgumentException if the groups do not divide the channels
   */
  public Features convolution(
      String name, Features input, int outputs, int kernel, int groups, Start start) {
    if (input.channels() % groups != 0 || outputs % groups != 0) {
      throw new IllegalArgumentException(
          "groups must divide a convolution's inputs and outputs, found %d of %d and %d channels"
              .formatted(groups, input.channels(), outputs));
    }
    ConvolutionShape shape =
        new ConvolutionShape(kernel, 1, kernel / 2, input.height(), input.width(), groups);
    return convolution(name, input, outputs, shape, start);
  }

  private Features convolution(
      String name, Features input, int outputs, ConvolutionShape shape, Start start) {
    int kernel = shape.kernel();
    int inputs = input.channels() / shape.groups();
    SDVariable weight =
        parameter(name + ".weight", Role.WEIGHT, start, outputs, inputs, kernel, kernel);
    SDVariable output = new Windows(this).convolution(name, input, weight, shape);
    return new Features(output, outputs, shape.outputHeight(), shape.outputWidth());
  }

  /** A number for each channel, added at every position. */
  public Features bias(String name, Features input) {
    SDVariable bias = parameter(name, Role.BIAS, new Start.Constant(0), 1, input.channels(), 1, 1);
    return input.with(input.variable().add(bias));
  }

  /**
   * A linear map with bias, {@code [N, inputs]} to {@code [N, outputs]}; weight {@code [outputs,
   * inputs]}.
   *
   * @param start {@link Start#he} where a rectifier follows, {@link Start#linear} elsewhere
   */
  public SDVariable linear(String name, SDVariable input, int inputs, int outputs, Start start) {
    SDVariable weight = parameter(name + ".weight", Role.WEIGHT, start, outputs, inputs);
    SDVariable bias = parameter(name + ".bias", Role.BIAS, new Start.Constant(0), 1, outputs);
    return graph.mmul(input, weight, false, true, false).add(name, bias);
  }

  /** A linear map with bias that no rectifier follows. */
  public SDVariable linear(String name, SDVariable input, int inputs, int outputs) {
    return linear(name, input, inputs, outputs, Start.linear(inputs));
  }

  /** Batch normalisation of vectors, {@code [N, width]}, without rectifier. */
  public SDVariable norm(String name, SDVariable input, int width) {
    Features maps = new Features(input.reshape(-1, width, 1, 1), width, 1, 1);
    return norm(name, maps, false).variable().reshape(-1, width);
  }

  /** Batch normalisation; see {@link #norm(String, Features, boolean, Optional)}. */
  public Features norm(String name, Features input, boolean relu) {
    return norm(name, input, relu, Optional.empty());
  }

  /**
   * Batch normalisation over {@code [N, C, H, W]}, then the sum with a residual if there is one,
   * then the rectifier if asked for. Training uses the batch's moments, inference and frozen layers
   * the running ones.
   */
  public Features norm(String name, Features input, boolean relu, Optional<Features> residual) {
    int channels = input.channels();
    SDVariable gamma = parameter(name + ".scale", Role.SCALE, new Start.Constant(1), channels);
    SDVariable beta = parameter(name + ".shift", Role.SHIFT, new Start.Constant(0), channels);
    return input.with(new Normalisation(this, name, input, gamma, beta, relu, residual).build());
  }

  /**
   * Batch normalisation over {@code [N, C, H, W]} without factors and offsets, for what enters a
   * network.
   */
  public Features standardise(String name, Features input) {
    SDVariable ones = graph.constant(name + ".scale", Nd4j.ones(type, input.channels()));
    SDVariable zeros = graph.constant(name + ".shift", Nd4j.zeros(type, input.channels()));
    return input.with(
        new Normalisation(this, name, input, ones, zeros, false, Optional.empty()).build());
  }

  /** Maximum over 3x3 windows with stride 2 and padding 1. */
  public Features maxPool(String name, Features input) {
    return maxPool(name, input, 1);
  }

  /** Maximum over 3x3 windows with stride 2. */
  public Features maxPool(String name, Features input, int padding) {
    return new Features(
        new Windows(this).maxPool(name, input, padding),
        input.channels(),
        (input.height() + 2 * padding - 3) / 2 + 1,
        (input.width() + 2 * padding - 3) / 2 + 1);
  }

  /** Twice the height and width, every value repeated (nearest neighbour). */
  public Features upsample(String name, Features input) {
    return new Features(
        computesInJava()
            ? new Upsampling(graph, input.variable()).outputVariable().rename(name)
            : graph.cnn().upsampling2d(name, input.variable(), 2, 2, true),
        input.channels(),
        2 * input.height(),
        2 * input.width());
  }

  /**
   * A matrix product for each member of a batch, {@code [N, m, k]} and {@code [N, k, n]} to {@code
   * [N, m, n]}.
   *
   * @param transposed whether the second is {@code [N, n, k]}
   */
  public SDVariable product(SDVariable left, SDVariable right, boolean transposed) {
    return usesOneDnn()
        ? new BatchedProduct(graph, left, right, false, transposed).outputVariable()
        : graph.mmul(left, right, false, transposed, false);
  }

  /** The channels of both maps, which have the same height and width. */
  public Features concat(Features one, Features other) {
    SDVariable both = graph.concat(1, one.variable(), other.variable());
    return new Features(both, one.channels() + other.channels(), one.height(), one.width());
  }

  /** Mean over all positions, {@code [N, C, H, W]} to {@code [N, C]}. */
  public SDVariable globalMean(Features input) {
    if (computesInJava()) {
      return new PlaneMean(graph, input.variable()).outputVariable();
    }
    return input.variable().reshape(-1, input.channels(), input.plane()).mean(false, 2);
  }

  /** Maximum over all positions, {@code [N, C, H, W]} to {@code [N, C]}. */
  public SDVariable globalMax(Features input) {
    return input.variable().reshape(-1, input.channels(), input.plane()).max(false, 2);
  }

  /** The same values, through which no gradient passes back; in inference the variable itself. */
  public SDVariable stopped(SDVariable input) {
    return mode == Mode.INFERENCE ? input : new StopGradient(graph, input).outputVariable();
  }

  /**
   * Mean over 2x2 windows with stride 2; where the extent is odd the last window covers what there
   * is.
   */
  public Features meanPool(String name, Features input) {
    return new Features(
        new Windows(this).meanPool(name, input),
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
    dropouts.put(name, new Dropout(width, rate));
    return input.mul(placeholder(name, width));
  }
}
