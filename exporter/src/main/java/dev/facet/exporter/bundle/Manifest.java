package dev.facet.exporter.bundle;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.facet.exporter.Digest;
import dev.facet.exporter.graph.Dimension;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a bundle says about itself: {@code manifest.json}, its components in this order.
 *
 * @param format always {@link #FORMAT}
 * @param name of the model
 * @param version of the model
 * @param network which network it is, such as {@code pse}
 * @param target what {@code model.onnx} was compiled for: {@code cpu}
 * @param files digest and size of every other file of the bundle but the signature
 * @param variants the forms of the network in the bundle, by file; {@code model.onnx} is one
 * @param inputs in the model's order
 * @param outputs in the model's order
 * @param labels attributes in the order of the probabilities
 * @param groups attributes by sub-network, in the order of the masks
 * @param preprocessing what happens to a picture
 * @param thresholds from which probability on an attribute is present
 * @param metrics how good it is; absent if it was never evaluated
 * @param verification how well its embeddings tell persons apart; absent without an embedding or
 *     faces of known persons
 * @param parity how closely {@code model.onnx} follows the trained network
 * @param golden what the forms say of a picture that every export draws alike; absent if they have
 *     no output that can be compared
 * @param provenance where it comes from
 */
public record Manifest(
    String format,
    String name,
    String version,
    String network,
    String target,
    Map<String, FileEntry> files,
    @JsonSetter(nulls = Nulls.AS_EMPTY) Map<String, Variant> variants,
    List<Input> inputs,
    List<Output> outputs,
    List<String> labels,
    List<Group> groups,
    PreprocessingEntry preprocessing,
    Map<String, Double> thresholds,
    Optional<MetricsEntry> metrics,
    Optional<VerificationEntry> verification,
    ParityEntry parity,
    Optional<GoldenEntry> golden,
    Provenance provenance) {
  /** Marks the file and its version. */
  public static final String FORMAT = "facet-bundle/1";

  /** Copies everything, keeping the order of the maps. */
  public Manifest {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    variants = Collections.unmodifiableMap(new LinkedHashMap<>(variants));
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
    thresholds = Collections.unmodifiableMap(new LinkedHashMap<>(thresholds));
  }

  /**
   * A file of the bundle.
   *
   * @param sha256 lower-case hexadecimal
   * @param bytes its size
   */
  public record FileEntry(String sha256, long bytes) {
    /**
     * The entry for a content.
     *
     * @throws IOException if it cannot be read
     */
    public static FileEntry of(Content content) throws IOException {
      return Digest.measure(content::writeTo, FileEntry::new);
    }
  }

  /**
   * One form of the network.
   *
   * @param target what it is compiled for: {@code cpu}, {@code cuda} or {@code portable}
   * @param precision the type of most of its numbers: {@code float32}, {@code float16} or {@code
   *     int8}
   * @param opset the version of ONNX's operator set
   * @param parity how closely it follows the trained network
   * @param exactLayers layers of a form in float16 that compute in float32 all the same, because
   *     the outputs need them exact
   * @param quantization how a form in int8 was made
   * @param accuracy at the manifest's thresholds; absent without attributes or test faces
   * @param opinions what ONNX's checker and OpenCV say about it, where they were asked
   * @param timings of a call on the machine of the export, where measured
   */
  public record Variant(
      String target,
      String precision,
      int opset,
      ParityEntry parity,
      List<String> exactLayers,
      Optional<QuantizationEntry> quantization,
      Optional<AccuracyEntry> accuracy,
      List<String> opinions,
      List<TimingEntry> timings) {
    /** Copies the lists. */
    public Variant {
      opinions = List.copyOf(opinions);
      exactLayers = List.copyOf(exactLayers);
      timings = List.copyOf(timings);
    }

    /** The same form with its accuracy. */
    public Variant withAccuracy(AccuracyEntry measured) {
      return new Variant(
          target,
          precision,
          opset,
          parity,
          exactLayers,
          quantization,
          Optional.of(measured),
          opinions,
          timings);
    }

    /** The same form with what others say about it. */
    public Variant withOpinions(List<String> others) {
      return new Variant(
          target, precision, opset, parity, exactLayers, quantization, accuracy, others, timings);
    }

    /** The same form with the times of its calls. */
    public Variant withTimings(List<TimingEntry> measured) {
      return new Variant(
          target,
          precision,
          opset,
          parity,
          exactLayers,
          quantization,
          accuracy,
          opinions,
          measured);
    }
  }

  /**
   * How good a form is. Fractions in 0..1.
   *
   * @param partition which faces were judged
   * @param images how many, spread evenly over the partition
   * @param meanAccuracy over the attributes, at the manifest's thresholds
   */
  public record AccuracyEntry(String partition, int images, double meanAccuracy) {}

  /**
   * How a form in int8 was made. Quality is the mean accuracy on validation faces, or, of a network
   * without attributes, the mean cosine between its embeddings and those in float32; in 0..1.
   *
   * @param method how ranges were chosen, such as {@code min-max}
   * @param calibrationFaces on which they were measured
   * @param budget how much quality could be lost
   * @param qualityBefore in float32
   * @param qualityAfter in int8
   * @param layers every operator with weights, in the graph's order
   */
  public record QuantizationEntry(
      String method,
      int calibrationFaces,
      double budget,
      double qualityBefore,
      double qualityAfter,
      List<QuantizedLayer> layers) {
    /** Copies the list. */
    public QuantizationEntry {
      layers = List.copyOf(layers);
    }
  }

  /**
   * What became of a layer.
   *
   * @param name of its output
   * @param operator such as {@code Conv}
   * @param form {@code int8}; {@code float} if the quality asked for it; {@code small} if it would
   *     gain nothing
   * @param loss of quality when it alone computes on integers; absent for small ones
   */
  public record QuantizedLayer(String name, String operator, String form, OptionalDouble loss) {}

  /**
   * How long a call took, as the median of many.
   *
   * @param threads of the call
   * @param batch faces in the call
   * @param milliseconds of the whole call
   */
  public record TimingEntry(int threads, int batch, double milliseconds) {}

  /**
   * An input of the model.
   *
   * @param type such as {@code uint8}
   * @param shape such as {@code ["N", 109, 89, 3]}
   * @param layout what the axes are: {@code NHWC}
   * @param colour what the channels are: {@code RGB}
   */
  public record Input(
      String name, String type, List<Dimension> shape, String layout, String colour) {}

  /**
   * An output of the model.
   *
   * @param type such as {@code float32}
   * @param shape such as {@code ["N", 40]}
   */
  public record Output(String name, String type, List<Dimension> shape) {}

  /** Attributes that one sub-network reads. */
  public record Group(String name, List<String> attributes) {}

  /**
   * How a picture becomes the input, and what the graph does to that.
   *
   * @param fit how the picture is brought to the input's size: {@code cover} fills it and cuts the
   *     rest
   * @param orientation what turns the picture upright first: {@code exif}
   * @param cropHeight rows that the graph keeps, from the middle
   * @param cropWidth pixels of a row that the graph keeps, from the middle
   * @param mean of red, green and blue in 0..1, subtracted
   * @param std of red, green and blue, divided by
   * @param inGraph whether crop and normalisation are in the graph: always
   */
  public record PreprocessingEntry(
      String fit,
      String orientation,
      int cropHeight,
      int cropWidth,
      List<Double> mean,
      List<Double> std,
      boolean inGraph) {}

  /**
   * How good the model is. Fractions in 0..1.
   *
   * @param partition which faces were judged
   * @param examples how many
   * @param meanAccuracy over the attributes
   * @param majorityMeanAccuracy of always guessing the more frequent class
   * @param attributes one by one
   */
  public record MetricsEntry(
      String partition,
      int examples,
      double meanAccuracy,
      double majorityMeanAccuracy,
      Map<String, AttributeEntry> attributes) {
    /** Copies the map, keeping its order. */
    public MetricsEntry {
      attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
  }

  /** How good the model is at one attribute, as a fraction of the faces. */
  public record AttributeEntry(double accuracy) {}

  /**
   * How well embeddings in float32 tell persons apart whom the network has not learnt from.
   *
   * @param partition which faces were compared
   * @param faces how many
   * @param samePairs pairs of one person
   * @param differentPairs pairs of two
   * @param points at falling false accept rates, as many as the pairs can state; at least one
   */
  public record VerificationEntry(
      String partition, int faces, int samePairs, int differentPairs, List<OperatingPoint> points) {
    /** Copies the list. */
    public VerificationEntry {
      points = List.copyOf(points);
    }
  }

  /**
   * Where two faces begin to count as one person. Rates in 0..1.
   *
   * @param falseAcceptRate at most this fraction of the pairs of two persons is accepted
   * @param threshold pairs are accepted from this cosine of their embeddings on
   * @param trueAcceptRate the fraction of the pairs of one person that is accepted
   * @param falseAccepts how many pairs of two persons are accepted
   */
  public record OperatingPoint(
      double falseAcceptRate, double threshold, double trueAcceptRate, int falseAccepts) {}

  /**
   * ONNX Runtime against the trained network.
   *
   * @param maxAbsoluteDifference over all numbers of all outputs, rounded up to two digits
   * @param images on how many faces
   */
  public record ParityEntry(double maxAbsoluteDifference, int images) {}

  /**
   * A picture, and what the forms said of it when they were exported.
   *
   * @param image the file with the picture, a binary portable pixmap of the input's size
   * @param answers by the file of the form
   */
  public record GoldenEntry(String image, Map<String, GoldenAnswer> answers) {
    /** Copies the map, keeping its order. */
    public GoldenEntry {
      answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
    }
  }

  /**
   * What one form said.
   *
   * @param tolerance by how much a number may differ on another machine
   * @param outputs the numbers for one picture, row by row, by the name of the output
   */
  public record GoldenAnswer(double tolerance, Map<String, List<Double>> outputs) {
    /** Copies the map, keeping its order. */
    public GoldenAnswer {
      outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
    }
  }

  /**
   * Where a model comes from.
   *
   * @param datasetDigest of the faces and labels it learnt from
   * @param recipe by which it learnt
   * @param recipeSha256 of the resolved recipe
   * @param seed of the run
   * @param codeVersion of the trainer
   * @param datasetLicence terms of the faces
   */
  public record Provenance(
      String datasetDigest,
      String recipe,
      String recipeSha256,
      long seed,
      String codeVersion,
      String datasetLicence) {}
}
