package dev.facet.bench.serving.peers;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Ports;
import dev.facet.bench.serving.process.Program;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * DJL Serving with its engine for ONNX Runtime and a translator of ours.
 *
 * @param checkout its sources, which are compiled the first time
 * @param module the built module with the translator and the libraries
 * @param work where classes and the model folder are put
 */
public record DjlServing(Path checkout, Path module, Path work) {
  private static final List<String> PARTS = List.of("serving", "wlm", "prometheus");

  /**
   * Starts it without waiting.
   *
   * @param workers threads that decode and infer at the same time
   */
  public Subject start(Model model, int workers, String processors) {
    Path classes = classes();
    int port = Ports.free();
    Path home = home(model, workers, port);
    List<String> command =
        List.of(
            Program.java().toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath(classes),
            "ai.djl.serving.ModelServer",
            "-f",
            home.resolve("config.properties").toString());
    Child child =
        Child.start(
            "DJL Serving",
            Program.pinned(processors, command),
            Map.of("MODEL_SERVER_HOME", home.toString(), "DJL_CACHE_DIR", home.toString()),
            work.resolve("djl.log"));
    return new Subject(
        "DJL Serving", child, URI.create("http://127.0.0.1:" + port), "/predictions/faces");
  }

  /** What DJL Serving reads: its configuration, and a folder with the model. */
  private Path home(Model network, int workers, int port) {
    Path home = work.resolve("djl-home");
    Path model = home.resolve("faces");
    try {
      Files.createDirectories(model);
      Files.copy(network.file(), model.resolve("model.onnx"), REPLACE_EXISTING);
      Files.copy(
          network.folder().resolve("manifest.json"),
          model.resolve("manifest.json"),
          REPLACE_EXISTING);
      Files.writeString(
          model.resolve("serving.properties"),
          """
          engine=OnnxRuntime
          option.modelName=model
          option.intraOpNumThreads=1
          option.interOpNumThreads=1
          translatorFactory=dev.facet.bench.djl.FaceTranslatorFactory
          minWorkers=%d
          maxWorkers=%d
          """
              .formatted(workers, workers));
      Files.writeString(
          home.resolve("config.properties"),
          """
          inference_address=http://127.0.0.1:%d
          management_address=http://127.0.0.1:%d
          load_models=faces::OnnxRuntime:*=%s
          """
              .formatted(port, port, model.toUri()));
      return home;
    } catch (IOException e) {
      throw new BenchException("DJL Serving's model cannot be laid out in " + home + ".", e);
    }
  }

  private Path classes() {
    Path classes = work.resolve("djl-classes");
    if (Files.exists(classes.resolve("ai/djl/serving/ModelServer.class"))) {
      return classes;
    }
    List<String> command =
        new ArrayList<>(
            List.of(
                Program.ofJdk("javac").toString(),
                "-nowarn",
                "-proc:none",
                "-d",
                classes.toString(),
                "-cp",
                classPath(classes)));
    for (String part : PARTS) {
      command.addAll(sources(checkout.resolve(part).resolve("src/main/java")));
    }
    Child.run("javac", command, Map.of(), work.resolve("javac.log"), Duration.ofMinutes(5));
    return classes;
  }

  private static List<String> sources(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".java")).toList();
    } catch (IOException e) {
      throw new BenchException(
          "%s is missing: get DJL Serving with `git clone --depth 1 --branch v0.36.0 https://github.com/deepjavalibrary/djl-serving %s`, or leave it out with --without-djl."
              .formatted(folder, folder.getParent().getParent().getParent().getParent()),
          e);
    }
  }

  private String classPath(Path classes) {
    Path jar = module.resolve("facet-bench-djl.jar");
    if (!Files.exists(jar)) {
      throw new BenchException(
          "%s is missing: build it with `mvn -P bench -pl infra/bench/serving/peers/djl package`."
              .formatted(jar));
    }
    return String.join(
        File.pathSeparator,
        jar.toString(),
        classes.toString(),
        module.resolve("lib").toString() + "/*");
  }
}
