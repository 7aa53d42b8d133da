package dev.facet.exporter.quantize;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What quantization did to a network and what it cost, layer by layer.
 *
 * @param method how ranges were chosen, such as {@code min-max}
 * @param calibrationFaces on which they were measured
 * @param budget of quality that could be lost
 * @param before quality on floats
 * @param after quality of the result
 * @param layers every operator with weights, in the graph's order
 */
public record Int8Report(
    String method,
    int calibrationFaces,
    double budget,
    double before,
    double after,
    List<Layer> layers) {
  /** Copies the list. */
  public Int8Report {
    requireNonNull(method, "method is null");
    layers = List.copyOf(layers);
  }

  /** What became of a layer. */
  public enum Form {
    /** It computes on integers. */
    INT8,
    /** It went back to floats, so that the quality stays within the budget. */
    FLOAT,
    /** It stayed on floats, too small to gain. */
    SMALL;

    /** How reports call it, in small letters. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One layer.
   *
   * @param name of its output
   * @param operator such as {@code Conv}
   * @param multiplications for one face
   * @param signalToNoise of the network's worst output in dB when this layer alone computes on
   *     integers, higher is better; absent for small ones
   * @param loss of quality then; below 0 where the quality rose by chance; absent for small ones
   *     and for those that were not judged, which add less noise than the others
   * @param form what became of it
   */
  public record Layer(
      String name,
      String operator,
      long multiplications,
      OptionalDouble signalToNoise,
      OptionalDouble loss,
      Form form) {}

  /** How much quality was lost; below 0 where it rose by chance. */
  public double loss() {
    return before - after;
  }

  /** How many layers have a form. */
  public long count(Form form) {
    return layers.stream().filter(layer -> layer.form() == form).count();
  }

  /** A table for people, a line for each layer below a heading; fractions as per cent. */
  public List<String> table() {
    int width = Math.max(5, layers.stream().mapToInt(each -> each.name().length()).max().orElse(0));
    String row = "%-" + width + "s  %-8s  %14s  %12s  %8s  %s";
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(
            Locale.ROOT, row, "layer", "operator", "products", "signal/noise", "loss", "form"));
    for (Layer each : layers) {
      lines.add(
          String.format(
              Locale.ROOT,
              row,
              each.name(),
              each.operator(),
              String.format(Locale.ROOT, "%,d", each.multiplications()),
              cell("%.1f dB", each.signalToNoise(), 1),
              cell("%.2f %%", each.loss(), 100),
              each.form().label()));
    }
    return lines;
  }

  private static String cell(String format, OptionalDouble value, double factor) {
    return value.isPresent()
        ? String.format(Locale.ROOT, format, factor * value.getAsDouble())
        : "-";
  }
}
