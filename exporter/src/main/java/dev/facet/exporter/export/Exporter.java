package dev.facet.exporter.export;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.BundleFolder;
import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.CardCheck;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.ManifestBuilder;
import dev.facet.exporter.bundle.ManifestJson;
import dev.facet.exporter.bundle.ModelCard;
import dev.facet.exporter.graph.Graph;
import dev.facet.exporter.onnx.OnnxFiles;
import dev.facet.exporter.quantize.Accuracy;
import dev.facet.exporter.quantize.EmbeddingFidelity;
import dev.facet.exporter.quantize.Embeddings;
import dev.facet.exporter.quantize.Int8;
import dev.facet.exporter.quantize.Int8Progress;
import dev.facet.exporter.run.LabelledFaces;
import dev.facet.exporter.run.RunMetricsReader;
import dev.facet.exporter.run.TrainedRun;
import dev.facet.exporter.runtime.OrtModel;
import dev.facet.exporter.runtime.TemporaryFolder;
import dev.facet.exporter.verify.Timing;
import dev.facet.trainer.data.Partition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.ToDoubleFunction;
import org.nd4j.autodiff.samediff.SameDiff;

/** Turns a run into a bundle. Nothing is written before every check has passed. */
public final class Exporter {
  private static final double MICROSECONDS = 1000;

  private final ExportFaces faces;
  private final ExportOptions options;
  private final Int8Progress progress;
  private final FormCompiler compiler;
  private final CompiledForm model;
  private final Map<String, Double> thresholds;
  private final Optional<LabelledFaces> validation;
  private final Optional<LabelledFaces> test;

  private Exporter(
      ManifestBuilder facts, ExportFaces faces, ExportOptions options, Int8Progress progress) {
    this.faces = faces;
    this.options = options;
    this.progress = progress;
    SameDiff trained = facts.run().graph();
    compiler =
        new FormCompiler(facts, trained, faces.parity(), outputs(trained, options.outputs()));
    model = compiler.exact(Form.MODEL);
    boolean hasAttributes = model.graph().output(Accuracy.PROBABILITIES).isPresent();
    validation = hasAttributes ? faces.judged(Partition.VALIDATION) : Optional.empty();
    test = hasAttributes ? faces.judged(Partition.TEST) : Optional.empty();
    thresholds = validation.map(this::choose).orElse(Map.of());
  }

  /**
   * What an export made.
   *
   * @param folder where the bundle lies
   * @param manifest what it says about itself
   */
  public record Result(Path folder, Manifest manifest) {}

  /**
   * Compiles, checks and writes.
   *
   * @param run to export
   * @param faces on which the result must agree with the run, and by which it is judged
   * @param root the folder of all bundles
   * @param name of the new one
   * @param options what to make beside the model
   * @param progress told of the steps of quantization
   * @throws ExportException if the graph cannot be exported, or a check fails
   */
  public static Result export(
      TrainedRun run,
      ExportFaces faces,
      Path root,
      BundleName name,
      ExportOptions options,
      Int8Progress progress) {
    BundleFolder.requireFree(root, name, options.replace());
    ManifestBuilder facts =
        new ManifestBuilder(
            name,
            run,
            RunMetricsReader.read(run.directory()),
            Map.of(),
            Optional.empty(),
            Optional.empty());
    Exporter exporter = new Exporter(facts, faces, options, progress);
    return exporter.write(
        root, facts.withThresholds(exporter.thresholds).withVerification(exporter.verification()));
  }

  private Result write(Path root, ManifestBuilder facts) {
    BundleFiles files = new BundleFiles();
    Map<String, Manifest.Variant> variants = new LinkedHashMap<>();
    Map<String, OnnxFiles> models = new LinkedHashMap<>();
    Map<String, Manifest.GoldenAnswer> answers = new LinkedHashMap<>();
    GoldenFace face =
        GoldenFace.of(facts.run().preprocessing().height(), facts.run().preprocessing().width());
    for (Form form : Form.values()) {
      if (form == Form.MODEL || options.forms().contains(form)) {
        CompiledForm compiled = compile(form);
        files.add(form.file(), compiled.files());
        models.put(form.file(), compiled.files());
        variants.put(form.file(), measured(form, compiled));
        compiled.answer(form, face.tensor()).ifPresent(answer -> answers.put(form.file(), answer));
      }
    }
    if (options.timed()) {
      time(models).forEach((file, times) -> variants.compute(file, (f, v) -> v.withTimings(times)));
    }
    Optional<Manifest.GoldenEntry> golden = Optional.empty();
    if (!answers.isEmpty()) {
      files.add(GoldenFace.FILE, face.file());
      golden = Optional.of(new Manifest.GoldenEntry(GoldenFace.FILE, answers));
    }
    ManifestBuilder complete = facts.withGolden(golden);
    Manifest withoutCard = complete.build(model.graph(), files.entries(), variants);
    byte[] card = ModelCard.of(withoutCard, complete).getBytes(StandardCharsets.UTF_8);
    CardCheck.require(card, "The model card");
    files.add(Bundle.CARD, card);
    Manifest manifest = complete.build(model.graph(), files.entries(), variants);
    byte[] json = ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    files.add(Bundle.MANIFEST, json);
    options.key().ifPresent(key -> files.add(Bundle.SIGNATURE, key.sign(json)));
    return new Result(
        BundleFolder.write(root, facts.name(), files.contents(), options.replace()), manifest);
  }

  /** How well the embeddings tell persons apart, where there are embeddings and such persons. */
  private Optional<Manifest.VerificationEntry> verification() {
    if (model.graph().output(Embeddings.OUTPUT).isEmpty()) {
      return Optional.empty();
    }
    return faces
        .paired(Partition.VALIDATION)
        .flatMap(
            paired ->
                OperatingPoints.measure(
                    paired, Partition.VALIDATION, Embeddings.of(model.graph(), paired.faces())));
  }

  private CompiledForm compile(Form form) {
    return switch (form) {
      case MODEL -> model;
      case PORTABLE -> compiler.exact(form);
      case FP16 -> compiler.half(form);
      case INT8 ->
          compiler.quantized(
              form, new Int8(options.int8(), faces.calibration(), quality()), progress);
    };
  }

  /**
   * By what a form in int8 is judged: how well it reads attributes, or how its embeddings point.
   */
  private ToDoubleFunction<Graph> quality() {
    if (validation.isPresent()) {
      return new Accuracy(validation.get(), thresholds);
    }
    if (model.graph().output(Embeddings.OUTPUT).isEmpty()) {
      throw new ExportException(
          "A form in int8 needs faces to be judged on, but the dataset has no validation faces:"
              + " export without --int8.");
    }
    return new EmbeddingFidelity(model.graph(), faces.parity());
  }

  private Map<String, Double> choose(LabelledFaces labelled) {
    return Thresholds.choose(
        labelled.attributes(),
        new Accuracy(labelled, Map.of()).probabilities(model.graph()),
        labelled.labels());
  }

  private Manifest.Variant measured(Form form, CompiledForm compiled) {
    Manifest.Variant variant = compiled.variant();
    if (options.reference().isPresent()) {
      try (TemporaryFolder folder = TemporaryFolder.create()) {
        variant =
            variant.withOpinions(
                SecondOpinions.of(
                    options.reference().get(),
                    folder.write(form.file(), compiled.files()),
                    compiled.graph(),
                    faces.parity(),
                    form.tolerance()));
      }
    }
    if (test.isPresent()) {
      double accuracy = compiled.accuracy(new Accuracy(test.get(), thresholds));
      variant =
          variant.withAccuracy(
              new Manifest.AccuracyEntry(
                  Partition.TEST.label(), test.get().size(), QuantizationFacts.rounded(accuracy)));
    }
    return variant;
  }

  private Map<String, List<Manifest.TimingEntry>> time(Map<String, OnnxFiles> models) {
    Map<String, List<Manifest.TimingEntry>> times = new LinkedHashMap<>();
    Map<String, IntFunction<OrtModel>> forms = new LinkedHashMap<>();
    models.forEach((file, each) -> forms.put(file, threads -> OrtModel.load(each, threads)));
    Timing.measure(forms, faces.parity())
        .forEach((file, each) -> times.put(file, each.stream().map(Exporter::entry).toList()));
    return times;
  }

  private static Manifest.TimingEntry entry(Timing measured) {
    return new Manifest.TimingEntry(
        measured.threads(),
        measured.batch(),
        Math.round(measured.milliseconds() * MICROSECONDS) / MICROSECONDS);
  }

  private static List<String> outputs(SameDiff trained, List<String> wanted) {
    List<String> all = TrainedRun.outputs(trained);
    List<String> unknown = wanted.stream().filter(output -> !all.contains(output)).toList();
    if (!unknown.isEmpty()) {
      throw new ExportException(
          "The network has no output %s: name those of %s that the bundle shall have."
              .formatted(String.join(" and ", unknown), all));
    }
    return wanted.isEmpty() ? all : all.stream().filter(wanted::contains).toList();
  }
}
