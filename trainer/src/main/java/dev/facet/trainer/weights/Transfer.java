package dev.facet.trainer.weights;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.facet.trainer.optimize.WeightBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * What became of arrays that a network was to begin with.
 *
 * @param source where they came from
 * @param taken names in the network that were found there with the same shape
 * @param missing names in the network that are not there: these begin as the seed says
 * @param different names that are there with another shape, and are left alone too
 * @param unused names that are there and not in the network
 */
@JsonPropertyOrder({"source", "taken", "missing", "different", "unused"})
public record Transfer(
    String source,
    List<String> taken,
    List<String> missing,
    List<String> different,
    List<String> unused) {
  /** Copies the lists. */
  public Transfer {
    taken = List.copyOf(taken);
    missing = List.copyOf(missing);
    different = List.copyOf(different);
    unused = List.copyOf(unused);
  }

  /** A network that begins from nothing but its seed. */
  public static Transfer none() {
    return new Transfer("", List.of(), List.of(), List.of(), List.of());
  }

  /**
   * Copies every array whose name and shape a network has too into its block. Extents of one do not
   * count: a linear map of {@code [O, I]} is the 1x1 convolution of {@code [O, I, 1, 1]}.
   */
  public static Transfer into(WeightBlock weights, NamedArrays from) {
    List<String> taken = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    List<String> different = new ArrayList<>();
    for (WeightBlock.Place place : weights.places()) {
      NamedArrays.Values values = from.arrays().get(place.name());
      if (values == null) {
        missing.add(place.name());
      } else if (!extents(values.shape()).equals(extents(place.shape()))) {
        different.add(place.name());
      } else {
        weights.put(place.name(), values.numbers());
        taken.add(place.name());
      }
    }
    List<String> unused =
        from.arrays().keySet().stream()
            .filter(name -> !taken.contains(name) && !different.contains(name))
            .toList();
    return new Transfer(from.source(), taken, missing, different, unused);
  }

  private static List<Long> extents(List<Long> shape) {
    return shape.stream().filter(extent -> extent != 1).toList();
  }
}
