package dev.facet.trainer.optimize;

import dev.facet.trainer.augment.Seeds;
import dev.facet.trainer.graph.Kernels;
import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.graph.Statistics;
import java.lang.foreign.Arena;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * All numbers of a network in one block, single precision: first the parameters that learn, then
 * those that are frozen, then the running statistics. Each has its place, the same in every block
 * of one network, so the gradients or the moments of the parameters are other {@link Numbers} in
 * the same layout.
 */
public final class WeightBlock implements AutoCloseable {
  /** Places start at multiples of this many numbers: one cache line. */
  private static final int ALIGNMENT = 16;

  /**
   * One array's place.
   *
   * @param name of the parameter or statistic
   * @param offset first number
   * @param shape its extents
   * @param decays whether weight decay applies
   */
  public record Place(String name, long offset, List<Long> shape, boolean decays) {
    /** How many numbers it holds. */
    public long length() {
      return shape.stream().reduce(1L, (a, b) -> a * b);
    }
  }

  private final Arena arena = Arena.ofShared();
  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Parameter> learning;
  private final List<Parameter> parameters = new ArrayList<>();
  private final long trainable;
  private final long size;
  private final Kernels kernels;
  private final List<INDArray> flats = new ArrayList<>();
  private final Numbers values;

  /** A block for the arrays of a network; parameters at zero, statistics as they begin. */
  public WeightBlock(Collection<Parameter> parameters, Collection<Statistics> statistics) {
    this(parameters, List.of(), statistics);
  }

  /**
   * A block for the arrays of a network of which some are frozen.
   *
   * @param learning parameters that an optimizer changes
   * @param frozen parameters that stay as they are
   */
  public WeightBlock(
      Collection<Parameter> learning,
      Collection<Parameter> frozen,
      Collection<Statistics> statistics) {
    this(learning, frozen, statistics, Kernels.current());
  }

  /**
   * A block for the arrays of a network of which some are frozen.
   *
   * @param learning parameters that an optimizer changes
   * @param frozen parameters that stay as they are
   * @param kernels who computes on the numbers
   */
  public WeightBlock(
      Collection<Parameter> learning,
      Collection<Parameter> frozen,
      Collection<Statistics> statistics,
      Kernels kernels) {
    this.kernels = kernels;
    this.learning = List.copyOf(learning);
    parameters.addAll(learning);
    parameters.addAll(frozen);
    long next = 0;
    for (Parameter parameter : learning) {
      next = place(parameter.name(), next, parameter.role().decays(), parameter.shape());
    }
    trainable = next;
    for (Parameter parameter : frozen) {
      next = place(parameter.name(), next, false, parameter.shape());
    }
    for (Statistics each : statistics) {
      next = place(each.mean(), next, false, List.of((long) each.channels()));
      next = place(each.variance(), next, false, List.of((long) each.channels()));
    }
    size = next;
    values = allocate(size);
    for (Statistics each : statistics) {
      array(each.mean()).assign(each.firstMean());
      array(each.variance()).assign(each.firstVariance());
    }
  }

  private long place(String name, long offset, boolean decays, List<Long> shape) {
    Place place = new Place(name, offset, shape, decays);
    places.put(name, place);
    return offset + (place.length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }

  /**
   * Gives every parameter its first numbers. A parameter's numbers depend on the seed and its name
   * only, so networks that share a layer start it alike.
   */
  public void start(long seed) {
    for (Parameter parameter : parameters) {
      CRC32 name = new CRC32();
      name.update(parameter.name().getBytes(StandardCharsets.UTF_8));
      float[] numbers = new float[Math.toIntExact(parameter.length())];
      parameter.start().fill(numbers, Seeds.mix(seed, name.getValue()));
      put(parameter.name(), numbers);
    }
  }

  /** Zeros in the layout of the parameters that learn; freed with the block. */
  public Numbers allocateTrainable() {
    return allocate(trainable);
  }

  /** Zeros in the layout of the whole block; freed with the block. */
  public Numbers allocateWhole() {
    return allocate(size);
  }

  private Numbers allocate(long numbers) {
    long count = Math.max(1, numbers);
    return switch (kernels) {
      case JAVA -> new Numbers.Host(arena.allocate(count * Float.BYTES, ALIGNMENT * Float.BYTES));
      case NATIVE -> {
        INDArray flat = Nd4j.zeros(DataType.FLOAT, count);
        flats.add(flat);
        yield new Numbers.Flat(flat);
      }
    };
  }

  /** The whole block. */
  public Numbers values() {
    return values;
  }

  /** Places of the parameters that learn, in order. */
  public List<Place> trainablePlaces() {
    return learning.stream().map(parameter -> place(parameter.name())).toList();
  }

  /** Every place, in order. */
  public List<Place> places() {
    return new ArrayList<>(places.values());
  }

  /** How many numbers a network learns. */
  public long parameterCount() {
    return parameters.stream().mapToLong(Parameter::length).sum();
  }

  /** An array over its place in this block. */
  public INDArray array(String name) {
    return array(values, name);
  }

  /** An array over its place in other numbers of the same layout. */
  public INDArray array(Numbers numbers, String name) {
    Place place = place(name);
    return numbers.array(place.offset(), place.shape());
  }

  /** Overwrites an array of this block with numbers in C order. */
  public void put(String name, float[] numbers) {
    values.put(place(name).offset(), numbers);
  }

  static long[] extents(List<Long> shape) {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("the network has no array named " + name);
    }
    return place;
  }

  @Override
  public void close() {
    flats.forEach(INDArray::close);
    arena.close();
  }
}
