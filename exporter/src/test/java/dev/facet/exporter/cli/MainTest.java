package dev.facet.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.exporter.SampleRun;
import dev.facet.exporter.bundle.Keys;
import dev.facet.trainer.recipe.Recipes;
import dev.facet.trainer.run.RunDirectory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MainTest {
  @TempDir private Path folder;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path run;

  @BeforeEach
  void writeARun() {
    run = SampleRun.write(folder, 7);
  }

  @Test
  void exportsAndVerifies() {
    assertThat(export("1.0.0")).isZero();
    assertThat(out.toString()).contains("parity", "accuracy  unknown");

    assertThat(verify()).isZero();
    assertThat(out.toString())
        .contains(
            "digests    3 files agree",
            "golden    the golden image is answered",
            "card       follows the schema of CycloneDX 1.6")
        .contains("model.onnx, float32 for cpu")
        .contains(
            "parity    probabilities differs by at most", "parity    masks differs by at most")
        .contains("model.onnx          batch 8, threads 1", "batch 1, threads 2")
        .contains(
            "others    ONNX's checker: ONNX 1.17 finds nothing wrong",
            "others    OpenCV: OpenCV 4.13.0 differs from ONNX Runtime by at most")
        .doesNotContain("model-portable.onnx");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void verifiesEveryFormOfASignedBundle() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path key = Keys.write(folder.resolve("key.pem"), pair.getPrivate());
    Path publicKey = Keys.write(folder.resolve("public.pem"), pair.getPublic());

    int exported =
        run(
            "export",
            "--run=" + run,
            "--out=" + folder.resolve("bundles"),
            "--name=discs",
            "--version=1.0.0",
            "--portable",
            "--int8",
            "--fp16",
            "--sign=" + key);

    assertThat(exported).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("model-portable.onnx", "float32 for portable, operator set 17")
        .contains("ranges by min-max on", "float16 for cuda");
    assertThat(verify("--key=" + publicKey)).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("digests    6 files agree", "signature  made with the private key")
        .contains("model-portable.onnx, float32 for portable", "model-int8.onnx, int8 for cpu")
        .contains("model-fp16.onnx, float16 for cuda");
    assertThat(out.toString().split("ONNX 1.17 finds nothing wrong")).hasSize(1 + 4 + 4);
  }

  @Test
  void timesBundlesSideBySide() throws Exception {
    export("1.0.0");
    export("1.1.0");
    String[] both = {
      "--bundle=" + folder.resolve("bundles/discs/1.0.0"),
      "--bundle=" + folder.resolve("bundles/discs/1.1.0")
    };
    Path json = folder.resolve("times.json");

    assertThat(run("time", both[0], both[1], "--json=" + json)).as(err.toString()).isZero();

    assertThat(out.toString()).contains("batch 1, threads 1", "1.00 of the first");
    assertThat(Files.readString(json)).contains("discs/1.1.0", "milliseconds");
    assertThat(run("time", both[0], "--file=model-int8.onnx")).isEqualTo(1);
    assertThat(err.toString()).contains("has no model-int8.onnx: choose one of [model.onnx]");
    assertThat(run("time", both[0], both[0])).isEqualTo(2);
  }

  @Test
  void demandsASignatureOnlyWhenAsked() throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    Path publicKey = Keys.write(folder.resolve("public.pem"), pair.getPublic());
    export("1.0.0");

    assertThat(verify("--key=" + publicKey)).isEqualTo(1);
    assertThat(err.toString()).contains("is not signed: it has no manifest.sig").hasLineCount(1);
  }

  @Test
  void asksForABudgetOfPoints() {
    assertThat(run("export", "--run=x", "--out=y", "--name=z", "--version=1", "--int8-budget=101"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--int8-budget must be 0 to 100 points, found 101.0");
    assertThat(run("export", "--run=x", "--out=y", "--name=z", "--version=1", "--int8-method=best"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("must be min-max, percentile or entropy, found 'best'");
  }

  @Test
  void failsToVerifyAgainstOtherWeights() throws IOException {
    export("1.0.0");
    RunDirectory directory = new RunDirectory(run);
    SampleRun.writeGraph(directory, Recipes.read(directory.recipe()), new Random(8));

    assertThat(verify()).isEqualTo(1);
    assertThat(err.toString()).contains("differs from the trained network in probabilities by");
  }

  @Test
  void failsToVerifyAChangedFile() throws IOException {
    export("1.0.0");
    Path model = bundle().resolve("model.onnx");
    byte[] bytes = Files.readAllBytes(model);
    bytes[bytes.length / 2] ^= 1;
    Files.write(model, bytes);

    assertThat(verify()).isEqualTo(1);
    assertThat(err.toString()).contains("model.onnx differs from the digest").hasLineCount(1);
  }

  @Test
  void failsToVerifyWhatIsNoBundle() {
    assertThat(verify()).isEqualTo(1);
    assertThat(err.toString()).contains("is not a bundle: it has no manifest.json").hasLineCount(1);
  }

  @Test
  void failsToVerifyABrokenManifest() throws IOException {
    export("1.0.0");
    Path manifest = bundle().resolve("manifest.json");
    Files.writeString(manifest, Files.readString(manifest).replace("\"network\"", "\"net\""));

    assertThat(verify()).isEqualTo(1);
    assertThat(err.toString())
        .contains("manifest.json is not the manifest of a bundle: field 'network' is missing");
  }

  @Test
  void asksForTheDatasetWhenItIsGone() throws IOException {
    Files.move(folder.resolve("data"), folder.resolve("moved"));

    assertThat(export("1.0.0")).isEqualTo(1);
    assertThat(err.toString()).contains("are no longer in", "--data").hasLineCount(1);
    assertThat(
            run(
                "export",
                "--run=" + run,
                "--out=" + folder.resolve("bundles"),
                "--name=discs",
                "--version=1.0.0",
                "--data=" + folder.resolve("moved")))
        .isZero();
  }

  @Test
  void namesAFolderThatIsNoRun() {
    run = folder.resolve("nowhere");

    assertThat(export("1.0.0")).isEqualTo(1);
    assertThat(err.toString()).contains("nowhere is not a run").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../up", "Large", "", "a/b", "-dash"})
  void refusesVersionsThatAreNoFolderNames(String version) {
    assertThat(export(version)).isEqualTo(1);
    assertThat(err.toString())
        .contains("The bundle's version must begin with", "found '" + version + "'");
  }

  @Test
  void showsWhereAFailureAroseOnlyWhenAsked() {
    run = folder.resolve("nowhere");
    export("1.0.0");
    assertThat(err.toString()).doesNotContain("\tat ");

    run("--stacktrace", "verify", "--bundle=" + bundle(), "--run=" + run);
    assertThat(err.toString()).contains("\tat dev.facet.exporter");
  }

  @Test
  void endsWrongUsageWithTwo() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("export", "--run=" + run)).isEqualTo(2);
    assertThat(run("verify", "--bundle=x", "--run=y", "--images=0")).isEqualTo(2);
    assertThat(run("verify", "--bundle=x", "--run=y", "--tolerance=-1")).isEqualTo(2);
    assertThat(run("serve")).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "export", "verify", "inspect"})
  void helpsWithExamples(String command) {
    int status = command.isEmpty() ? run("--help") : run(command, "--help");

    assertThat(status).isZero();
    assertThat(out.toString()).contains("Example", "facet-exporter");
  }

  private int export(String version) {
    return run(
        "export",
        "--run=" + run,
        "--out=" + folder.resolve("bundles"),
        "--name=discs",
        "--version=" + version);
  }

  private int verify(String... more) {
    List<String> arguments =
        new ArrayList<>(List.of("verify", "--bundle=" + bundle(), "--run=" + run, "--images=5"));
    arguments.addAll(List.of(more));
    return run(arguments.toArray(String[]::new));
  }

  private Path bundle() {
    return folder.resolve("bundles").resolve("discs").resolve("1.0.0");
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }
}
