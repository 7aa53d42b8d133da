package dev.facet.function.bundle;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What a bundle says about itself, as far as serving needs it.
 *
 * @param name of the model, such as {@code celeba-pse}
 * @param version of the model, such as {@code 1.0.0}
 * @param network the kind of network, such as {@code pse}
 * @param files every file of the bundle but the manifest, by name; {@code model.onnx} is there
 * @param variants the forms of the network, by file; {@code model.onnx} is there
 * @param height of the input in pixels
 * @param width of the input in pixels
 * @param outputs of the network, by name; {@code probabilities} is there
 * @param labels the attributes, in the order of the network's probabilities
 * @param groups attributes that belong together, for display
 * @param thresholds for each label, the probability (0 to 1) from which it counts as present
 * @param document the whole manifest as it was written, JSON
 */
public record Manifest(
    String name,
    String version,
    String network,
    Map<String, FileEntry> files,
    Map<String, Variant> variants,
    int height,
    int width,
    Map<String, Output> outputs,
    List<String> labels,
    List<Group> groups,
    Map<String, Double> thresholds,
    String document) {

  /** The name of the output with one probability for each label. */
  public static final String PROBABILITIES = "probabilities";

  /** Copies the collections. */
  public Manifest {
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(network, "network is null");
    requireNonNull(document, "document is null");
    files = Map.copyOf(files);
    variants = Map.copyOf(variants);
    outputs = Map.copyOf(outputs);
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
    thresholds = Map.copyOf(thresholds);
  }

  /**
   * A file of the bundle.
   *
   * @param sha256 64 lower-case hexadecimal digits
   * @param bytes its length
   */
  public record FileEntry(String sha256, long bytes) {}

  /**
   * A form of the network.
   *
   * @param target what it was compiled for, such as {@code cpu}
   * @param precision the type of most of its numbers, such as {@code float32}
   */
  public record Variant(String target, String precision) {}

  /**
   * An output of the network.
   *
   * @param shape its axes, an empty one where the number of images stands
   */
  public record Output(String name, List<OptionalInt> shape) {
    /** Copies the shape. */
    public Output {
      requireNonNull(name, "name is null");
      shape = List.copyOf(shape);
    }
  }

  /**
   * Attributes that belong together.
   *
   * @param attributes names among the labels
   */
  public record Group(String name, List<String> attributes) {
    /** Copies the names. */
    public Group {
      requireNonNull(name, "name is null");
      attributes = List.copyOf(attributes);
    }
  }
}
