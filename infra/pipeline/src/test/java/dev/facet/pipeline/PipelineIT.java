package dev.facet.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.pipeline.canary.JarFunctions;
import dev.facet.pipeline.registry.Registry;
import dev.facet.pipeline.registry.Releases;
import dev.facet.pipeline.settings.SettingsFile;
import dev.facet.pipeline.step.Console;
import dev.facet.pipeline.step.Pipeline;
import dev.facet.pipeline.step.Pipeline.Outcome;
import dev.facet.pipeline.step.Request;
import dev.facet.pipeline.step.Toolbox;
import dev.facet.pipeline.tool.JarTool;
import dev.facet.pipeline.tool.Tool;
import dev.facet.pipeline.tool.ToolFailure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Facet's own programs on drawn faces, or on the dataset that {@code -Dpipeline.data} names. A
 * first model is served and a second one fitted before the tests, which go on from copies of that.
 */
class PipelineIT {
  private static final Path FACET = Path.of(System.getProperty("facet")).normalize();
  private static final Path TRAINER = FACET.resolve("trainer/target/facet-trainer.jar");
  private static final Path EXPORTER = FACET.resolve("exporter/target/facet-exporter.jar");
  private static final Path FUNCTION = FACET.resolve("function/target/quarkus-app/quarkus-run.jar");

  private static final String FIRST = "--epochs=8";
  private static final String BETTER = "--epochs=12";
  private static final String WORSE = "--epochs=1";

  @TempDir private static Path shared;
  private static Path data;
  private static TestKeys keys;
  private static StringWriter firstSaid;

  @TempDir private Path folder;
  private final StringWriter said = new StringWriter();

  @BeforeAll
  static void serveAFirstModelAndFitAnother() throws Exception {
    keys = TestKeys.make(shared);
    data = Faces.find(shared, TRAINER);
    // few faces are judged: a single attribute may fall by more than it would on many
    Files.writeString(shared.resolve("settings.yaml"), "gate: {attributeDropAtMost: 0.2}\n");
    firstSaid = new StringWriter();

    assertThat(run(shared, firstSaid, FIRST, tools(firstSaid))).isEqualTo(Outcome.SERVED);

    // the second is killed when it is about to be exported
    Toolbox killed = withExporter(tools(firstSaid), killedAt("export"));
    assertThatThrownBy(() -> run(shared, firstSaid, BETTER, killed))
        .isInstanceOf(ToolFailure.class)
        .hasMessage("killed");
  }

  @BeforeEach
  void copy() {
    Folders.copy(shared.resolve("registry"), folder.resolve("registry"), folder);
    Folders.copy(shared.resolve("work"), folder.resolve("work"), folder);
  }

  @Test
  void nothingChangedIsNothingDone() {
    assertThat(run(FIRST)).isEqualTo(Outcome.UNCHANGED);
    assertThat(said.toString())
        .contains("Nothing to do: faces 1.0.0 is served")
        .doesNotContain("fit");
  }

  @Test
  void aRunThatWasKilledIsTakenUpAndReplacesTheServedModel() {
    assertThat(run(BETTER)).isEqualTo(Outcome.SERVED);
    assertThat(said.toString())
        .contains("Because the recipe changed")
        .containsPattern("fit       done at")
        .contains("export    begins", "Served: faces 1.1.0, in place of 1.0.0");
    assertThat(folder.resolve("registry/served/faces/1.1.0/model.onnx")).exists();
    assertThat(folder.resolve("registry/served/faces/1.0.0")).doesNotExist();
    assertThat(folder.resolve("registry/bundles/faces/1.0.0/model.onnx")).exists();
    assertThat(releases().served()).isEqualTo("1.1.0");
  }

  @Test
  void aWorseModelIsStoppedByTheGate() {
    assertThat(run(WORSE)).isEqualTo(Outcome.STOPPED);
    assertThat(said.toString())
        .contains("Stopped by gate: ", "% of the answers right where the served one reads")
        .contains("1.0.0 stays served");
    stillServesTheFirst();

    StringWriter second = new StringWriter();
    assertThat(run(folder, second, WORSE, tools(second))).isEqualTo(Outcome.STOPPED);
    assertThat(second.toString()).contains("Nothing has changed since").doesNotContain("fit ");
  }

  @Test
  void driftedDataAreStoppedBeforeAnythingIsFitted() throws Exception {
    Path drifted = Faces.onlyWith("Male", data, folder.resolve("drifted"));
    Toolbox tools = tools(said);
    assertThat(run(folder, drifted, said, FIRST, tools)).isEqualTo(Outcome.STOPPED);
    assertThat(said.toString())
        .contains("Stopped by data: ", "Male is on 100.00 % of the faces where it was on")
        .contains("the data have drifted")
        .doesNotContain("fit ");
    stillServesTheFirst();
  }

  @Test
  void aModelThatSaysOtherThanItsNetworkIsStoppedByVerify() {
    Tool real = tools(said).exporter();
    Tool broken =
        (arguments, log) -> {
          real.run(arguments, log);
          if (arguments.getFirst().equals("export")) {
            Tampering.swapWeights(bundleOf(arguments));
            Tampering.tellTheManifest(bundleOf(arguments));
            keys.sign(bundleOf(arguments));
          }
        };
    assertThat(run(folder, said, BETTER, withExporter(tools(said), broken)))
        .isEqualTo(Outcome.STOPPED);
    assertThat(said.toString()).containsPattern("Stopped by verify: .*differs");
    stillServesTheFirst();
  }

  @Test
  void aModelThatWasChangedAfterSigningIsStopped() {
    Tool real = tools(said).exporter();
    Tool tampering =
        (arguments, log) -> {
          real.run(arguments, log);
          if (arguments.getFirst().equals("export")) {
            Tampering.swapWeights(bundleOf(arguments));
          }
        };
    assertThat(run(folder, said, BETTER, withExporter(tools(said), tampering)))
        .isEqualTo(Outcome.STOPPED);
    assertThat(said.toString())
        .contains("Stopped by verify: ", "but its manifest says", "the bundle was tampered with");
    stillServesTheFirst();
  }

  @Test
  void aManifestThatWasChangedToFitIsStoppedByItsSignature() {
    Tool real = tools(said).exporter();
    Tool tampering =
        (arguments, log) -> {
          real.run(arguments, log);
          if (arguments.getFirst().equals("export")) {
            Tampering.swapWeights(bundleOf(arguments));
            Tampering.tellTheManifest(bundleOf(arguments));
          }
        };
    assertThat(run(folder, said, BETTER, withExporter(tools(said), tampering)))
        .isEqualTo(Outcome.STOPPED);
    assertThat(said.toString())
        .contains("Stopped by verify: ", "is not signed with the private key that belongs to");
    stillServesTheFirst();
  }

  @Test
  void aBundleThatWasChangedBetweenTwoRunsIsStopped() throws Exception {
    assertThatThrownBy(
            () -> run(folder, said, BETTER, withExporter(tools(said), killedAt("verify"))))
        .isInstanceOf(ToolFailure.class);
    Path bundle;
    try (var jobs = Files.list(folder.resolve("work"))) {
      bundle =
          jobs.map(job -> job.resolve("bundles/faces/1.1.0"))
              .filter(Files::isDirectory)
              .findFirst()
              .orElseThrow();
    }
    Tampering.swapWeights(bundle);

    assertThatThrownBy(() -> run(BETTER))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("is not what step 'export' wrote")
        .hasMessageContaining("it was tampered with");
    stillServesTheFirst();
  }

  @Test
  void aServedModelThatWasChangedStopsEverything() {
    Tampering.swapWeights(folder.resolve("registry/served/faces/1.0.0"));
    assertThatThrownBy(() -> run(FIRST))
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining("registry/served/faces/1.0.0/model.onnx")
        .hasMessageContaining("the bundle was tampered with");
  }

  private void stillServesTheFirst() {
    assertThat(releases().served()).isEqualTo("1.0.0");
    assertThat(folder.resolve("registry/served/faces/1.0.0/model.onnx")).exists();
    assertThat(folder.resolve("registry/served/faces/1.1.0")).doesNotExist();
    assertThat(folder.resolve("registry/bundles/faces/1.1.0")).doesNotExist();
  }

  private Releases releases() {
    return Registry.releases(folder.resolve("registry"), "faces");
  }

  private Outcome run(String fit) {
    return run(folder, said, fit, tools(said));
  }

  private static Outcome run(Path where, StringWriter said, String fit, Toolbox tools) {
    return run(where, data, said, fit, tools);
  }

  private static Outcome run(Path where, Path faces, StringWriter said, String fit, Toolbox tools) {
    Request request =
        new Request(
            faces,
            "pse-tiny",
            List.of(fit),
            "faces",
            Optional.empty(),
            where.resolve("registry"),
            where.resolve("work"),
            Optional.of(keys.secret()),
            Optional.of(keys.open()),
            SettingsFile.read(Optional.of(shared.resolve("settings.yaml"))),
            false);
    Console console = new Console(new PrintWriter(said, true), Optional.empty());
    try {
      return new Pipeline(request, tools, console, Clock.systemUTC()).run().outcome();
    } finally {
      System.out.println(said.toString().replaceAll("(?m)^    .*\n", ""));
    }
  }

  private static Toolbox tools(StringWriter said) {
    PrintWriter out = new PrintWriter(said, true);
    return new Toolbox(
        new JarTool(TRAINER, out),
        new JarTool(EXPORTER, out),
        new JarFunctions(FUNCTION, Optional.of(keys.open())),
        "the code of today");
  }

  private static Toolbox withExporter(Toolbox tools, Tool exporter) {
    return new Toolbox(tools.trainer(), exporter, tools.functions(), tools.code());
  }

  private static Tool killedAt(String command) {
    Tool real = new JarTool(EXPORTER, new PrintWriter(new StringWriter()));
    return (arguments, log) -> {
      if (arguments.getFirst().equals(command)) {
        throw new ToolFailure("killed", 137);
      }
      real.run(arguments, log);
    };
  }

  private static Path bundleOf(List<String> arguments) {
    return Path.of(arguments.get(arguments.indexOf("--out") + 1))
        .resolve(arguments.get(arguments.indexOf("--name") + 1))
        .resolve(arguments.get(arguments.indexOf("--version") + 1));
  }
}
