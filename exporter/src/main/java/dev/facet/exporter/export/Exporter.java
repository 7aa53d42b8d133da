package dev.facet.exporter.export;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.bundle.Bundle;
import dev.facet.exporter.bundle.BundleFolder;
import dev.facet.exporter.bundle.BundleName;
import dev.facet.exporter.bundle.Manifest;
import dev.facet.exporter.bundle.ManifestBuilder;
import dev.facet.exporter.bundle.ManifestJson;
import dev.facet.exporter.bundle.ModelCard;
import dev.facet.exporter.run.Faces;
import dev.facet.exporter.run.RunMetricsReader;
import dev.facet.exporter.run.TrainedRun;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;

/** Turns a run into a bundle. Nothing is written before every check has passed. */
public final class Exporter {
  private Exporter() {}

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
   * @param faces on which the result must agree with the run
   * @param root the folder of all bundles
   * @param name of the new one
   * @param options what to make beside the model
   * @throws ExportException if the graph cannot be exported, or a check fails
   */
  public static Result export(
      TrainedRun run, Faces faces, Path root, BundleName name, ExportOptions options) {
    BundleFolder.requireFree(root, name, options.replace());
    SameDiff trained = run.graph();
    ManifestBuilder facts = new ManifestBuilder(name, run, RunMetricsReader.read(run.directory()));
    FormCompiler compiler =
        new FormCompiler(facts, trained, faces, outputs(trained, options.outputs()));
    BundleFiles files = new BundleFiles();
    Map<String, Manifest.Variant> variants = new LinkedHashMap<>();
    CompiledForm model = compiler.compile(Form.MODEL);
    for (Form form : Form.values()) {
      if (form == Form.MODEL || options.forms().contains(form)) {
        CompiledForm compiled = form == Form.MODEL ? model : compiler.compile(form);
        files.add(form.file(), compiled.files());
        variants.put(form.file(), options.timed() ? compiled.timed(faces) : compiled.variant());
      }
    }
    Manifest withoutCard = facts.build(model.graph(), files.entries(), variants);
    files.add(Bundle.CARD, ModelCard.of(withoutCard, facts).getBytes(StandardCharsets.UTF_8));
    Manifest manifest = facts.build(model.graph(), files.entries(), variants);
    byte[] json = ManifestJson.write(manifest).getBytes(StandardCharsets.UTF_8);
    files.add(Bundle.MANIFEST, json);
    options.key().ifPresent(key -> files.add(Bundle.SIGNATURE, key.sign(json)));
    return new Result(
        BundleFolder.write(root, name, files.contents(), options.replace()), manifest);
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
