package dev.facet.pipeline.registry;

import dev.facet.pipeline.Json;
import dev.facet.pipeline.PipelineException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What a bundle's manifest says, as far as it is compared.
 *
 * @param name of the model
 * @param version of it
 * @param files what lies beside the manifest
 * @param variants the forms of the model, by file
 * @param labels attributes in the order of the answers
 */
public record BundleFacts(
    String name,
    String version,
    Map<String, Entry> files,
    Map<String, Variant> variants,
    List<String> labels) {
  /** The manifest's file. */
  public static final String MANIFEST = "manifest.json";

  /** The model's file in float32. */
  public static final String MODEL = "model.onnx";

  /** The manifest's signature. */
  public static final String SIGNATURE = "manifest.sig";

  /**
   * A file.
   *
   * @param sha256 in hexadecimal
   * @param bytes how many
   */
  public record Entry(String sha256, long bytes) {}

  /**
   * A form of the model.
   *
   * @param parity how it compares with the trained network
   * @param accuracy what it reads right, if that was measured
   */
  public record Variant(Parity parity, Accuracy accuracy) {}

  /**
   * How a form compares with the trained network.
   *
   * @param maxAbsoluteDifference of any output
   * @param images on how many faces
   */
  public record Parity(double maxAbsoluteDifference, int images) {}

  /**
   * What a form reads right.
   *
   * @param meanAccuracy in 0..1
   */
  public record Accuracy(double meanAccuracy) {}

  /**
   * Reads a bundle's manifest; the other files are not looked at.
   *
   * @throws PipelineException if there is none, or it lacks a part
   */
  public static BundleFacts read(Path bundle) {
    Path file = bundle.resolve(MANIFEST);
    if (!Files.isRegularFile(file)) {
      throw new PipelineException("%s is not a bundle: it has no %s.".formatted(bundle, MANIFEST));
    }
    BundleFacts facts = Json.read(file, BundleFacts.class);
    if (facts.files() == null || facts.variants() == null || facts.labels() == null) {
      throw new PipelineException(
          "%s has no files, variants or labels: export the bundle again.".formatted(file));
    }
    return facts;
  }
}
