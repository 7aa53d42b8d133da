package dev.facet.function.bundle;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param cropHeight rows of the input that the network sees, from the middle
 * @param cropWidth pixels of a row that the network sees, from the middle
 * @param outputs of the network, by name; {@code probabilities} or {@code embedding} is there
 * @param labels the attributes, in the order of the network's probabilities; empty without them
 * @param groups attributes that belong together, in the order of the network's masks
 * @param thresholds for each label, the probability (0 to 1) from which it counts as present
 * @param verification thresholds of the similarity of two faces, by falling false accept rate;
 *     empty when none was measured
 * @param golden a picture and what the network said of it when it was exported, if there is one
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
    int cropHeight,
    int cropWidth,
    Map<String, Output> outputs,
    List<String> labels,
    List<Group> groups,
    Map<String, Double> thresholds,
    List<OperatingPoint> verification,
    Optional<Golden> golden,
    String document) {

  /** The name of the only input {@code [N, H, W, 3]}. */
  public static final String IMAGES = "images";

  /** Red, green and blue. */
  public static final int CHANNELS = 3;

  /** The name of the output {@code [N, A]} with one probability for each label. */
  public static final String PROBABILITIES = "probabilities";

  /** The name of the output {@code [N, D]} that is alike for two faces of one person. */
  public static final String EMBEDDING = "embedding";

  /** The name of the output {@code [N, G, h, w]}: where the network looks for each group, 0..1. */
  public static final String MASKS = "masks";

  /** The name of the output {@code [N, A, A]}: how much each label heeds the others. */
  public static final String AFFINITY = "affinity";

  /** Copies the collections. */
  public Manifest {
    requireNonNull(name, "name is null");
    requireNonNull(version, "version is null");
    requireNonNull(network, "network is null");
    requireNonNull(golden, "golden is null");
    requireNonNull(document, "document is null");
    files = Map.copyOf(files);
    variants = Map.copyOf(variants);
    outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs)); // in their order
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
    thresholds = Map.copyOf(thresholds);
    verification = List.copyOf(verification);
  }

  /** The name and version by which one model is called, such as {@code celeba-pse@1.0.0}. */
  public String versioned() {
    return name + "@" + version;
  }

  /** The length of one image {@code [H, W, 3]} of the input. */
  public int bytesPerImage() {
    return height * width * CHANNELS;
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
   * Where two faces begin to count as one person, and how often that is wrong.
   *
   * @param falseAcceptRate the fraction of pairs of different persons that is accepted, 0..1
   * @param threshold pairs are accepted from this cosine of their embeddings on, -1..1
   */
  public record OperatingPoint(double falseAcceptRate, double threshold) {}

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

  /**
   * A picture of nobody, and what the network said of it when it was exported.
   *
   * @param image the file with the picture
   * @param answers by the file of each form
   */
  public record Golden(String image, Map<String, GoldenAnswer> answers) {
    /** Copies the map. */
    public Golden {
      requireNonNull(image, "image is null");
      answers = Map.copyOf(answers);
    }
  }

  /**
   * What one form said.
   *
   * @param tolerance by how much a number may differ on another machine, 0 to 1
   * @param outputs the numbers of some outputs for one image, row by row
   */
  public record GoldenAnswer(double tolerance, Map<String, List<Double>> outputs) {
    /** Copies the map. */
    public GoldenAnswer {
      outputs = Map.copyOf(outputs);
    }
  }
}
