package dev.facet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Every generated client goes through the same scenarios with a running function. */
class ClientsIT {
  private static final Path SCENARIOS = Path.of("scenarios");
  private static final Path TARGET = Path.of("target");

  @TempDir private static Path pictures;

  private static RunningFunction function;

  @BeforeAll
  static void start() throws IOException, InterruptedException {
    draw("red.jpg", "jpg", Color.RED);
    draw("blue.png", "png", Color.BLUE);
    Files.writeString(pictures.resolve("text.jpg"), "This is no picture.");
    Files.write(pictures.resolve("large.jpg"), new byte[2_000_000]);
    function =
        RunningFunction.start(
            Path.of(System.getProperty("function")), TARGET.resolve("function.log"));
  }

  @AfterAll
  static void stop() {
    if (function != null) {
      function.close();
    }
  }

  private static void draw(String name, String format, Color colour) throws IOException {
    BufferedImage picture = new BufferedImage(12, 16, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = picture.createGraphics();
    graphics.setColor(colour);
    graphics.fillRect(0, 0, 12, 16);
    graphics.dispose();
    assertThat(ImageIO.write(picture, format, pictures.resolve(name).toFile())).isTrue();
  }

  private static List<String> names() throws IOException {
    return Files.readAllLines(SCENARIOS.resolve("scenarios.txt"));
  }

  @TestFactory
  Stream<DynamicTest> java() throws IOException {
    JavaScenarios java = new JavaScenarios(function.root(), pictures, RunningFunction.KEY);
    Map<String, Executable> scenarios = new LinkedHashMap<>();
    scenarios.put("one-picture", java::onePicture);
    scenarios.put("several-pictures", java::severalPictures);
    scenarios.put("a-bad-picture-among-good-ones", java::aBadPictureAmongGoodOnes);
    scenarios.put("no-picture", java::noPicture);
    scenarios.put("too-many-bytes", java::tooManyBytes);
    scenarios.put("no-such-model", java::noSuchModel);
    scenarios.put("embeddings", java::embeddings);
    scenarios.put("one-person", java::onePerson);
    scenarios.put("nothing-to-compare", java::nothingToCompare);
    scenarios.put("where-it-looks", java::whereItLooks);
    scenarios.put("no-such-attribute", java::noSuchAttribute);
    scenarios.put("an-event", java::anEvent);
    scenarios.put("an-event-without-a-picture", java::anEventWithoutAPicture);
    scenarios.put("models", java::models);
    scenarios.put("a-model", java::aModel);
    scenarios.put("a-model-that-is-not-there", java::aModelThatIsNotThere);
    scenarios.put("server", java::server);
    scenarios.put("tensors-that-a-model-takes", java::tensorsThatAModelTakes);
    scenarios.put("tensors", java::tensors);
    scenarios.put("tensors-of-a-wrong-shape", java::tensorsOfAWrongShape);
    scenarios.put("no-key", java::noKey);
    scenarios.put("a-key-for-other-calls", () -> java.aKeyForOtherCalls(RunningFunction.OTHER_KEY));
    assertThat(List.copyOf(scenarios.keySet())).isEqualTo(names());
    return scenarios.entrySet().stream()
        .map(scenario -> dynamicTest(scenario.getKey(), scenario.getValue()));
  }

  @Test
  void typescript() throws IOException, InterruptedException {
    assumeTrue(
        isInstalled("node") && run("node", "--eval", "new FormData()").status() == 0,
        "Node.js 18 or newer is not installed, so the TypeScript client is not run");
    done("node", System.getProperty("tsc"), "--project", SCENARIOS + "/tsconfig.json");
    Path compiled = TARGET.resolve("typescript-compiled");
    Files.writeString(compiled.resolve("package.json"), "{\"type\": \"module\"}");

    passed(done("node", compiled.resolve("scenarios/scenarios.js").toString()));
  }

  @Test
  void python() throws IOException, InterruptedException {
    assumeTrue(isInstalled("python3"), "python3 is not installed, so the Python client is not run");
    Path environment = TARGET.resolve("python-environment").toAbsolutePath();
    String python = environment.resolve("bin/python").toString();
    here(run("python3", "-m", "venv", environment.toString()));
    here(
        run(
            python,
            "-m",
            "pip",
            "install",
            "--quiet",
            "--requirement",
            SCENARIOS.resolve("requirements.txt").toString()));
    done(
        python,
        "-m",
        "mypy",
        "--config-file",
        SCENARIOS + "/mypy.ini",
        SCENARIOS + "/scenarios.py");

    passed(done(python, SCENARIOS + "/scenarios.py"));
  }

  private static void here(Ended preparation) {
    assumeTrue(
        preparation.status() == 0,
        () -> "Python's packages cannot be installed, so its client is not run: " + preparation);
  }

  private static void passed(String said) throws IOException {
    assertThat(said.lines().filter(line -> line.startsWith("passed ")))
        .as(said)
        .containsExactlyElementsOf(names().stream().map(name -> "passed " + name).toList());
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /** A program that ended. */
  private record Ended(List<String> command, int status, String said) {}

  private static String done(String... command) throws IOException, InterruptedException {
    Ended ended = run(command);
    assertThat(ended.status()).as(ended.toString()).isZero();
    return ended.said();
  }

  private static Ended run(String... command) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    String generated = TARGET.resolve("python").toAbsolutePath().toString();
    builder
        .environment()
        .putAll(
            Map.of(
                "FACET_URL",
                function.root().toString(),
                "FACET_PICTURES",
                pictures.toString(),
                "FACET_KEY",
                RunningFunction.KEY,
                "FACET_OTHER_KEY",
                RunningFunction.OTHER_KEY,
                "PYTHONPATH",
                generated,
                "MYPYPATH",
                generated,
                "PYTHONDONTWRITEBYTECODE",
                "1"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(List.of(command), process.waitFor(), said);
  }
}
