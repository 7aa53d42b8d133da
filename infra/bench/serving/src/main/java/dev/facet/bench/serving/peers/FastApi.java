package dev.facet.bench.serving.peers;

import dev.facet.bench.serving.process.BenchException;
import dev.facet.bench.serving.process.Child;
import dev.facet.bench.serving.process.Ports;
import dev.facet.bench.serving.process.Program;
import dev.facet.bench.serving.subject.Model;
import dev.facet.bench.serving.subject.Subject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A service with FastAPI, uvicorn and ONNX Runtime for Python.
 *
 * @param sources the folder with the service and its requirements
 * @param work where the virtual environment is put
 */
public record FastApi(Path sources, Path work) {
  private static final Duration INSTALLATION = Duration.ofMinutes(10);

  /**
   * Starts it without waiting; the first time, its packages are installed.
   *
   * @param workers processes of uvicorn; they share the threads
   * @param threads that decode and infer at the same time, in all
   */
  public Subject start(Model model, int workers, int threads, String processors) {
    Path environment = environment();
    int port = Ports.free();
    List<String> command =
        List.of(
            environment.resolve("bin/python").toString(),
            "-m",
            "uvicorn",
            "service:app",
            "--app-dir",
            sources.toString(),
            "--host",
            "127.0.0.1",
            "--port",
            Integer.toString(port),
            "--workers",
            Integer.toString(workers),
            "--loop",
            "uvloop",
            "--http",
            "httptools",
            "--no-access-log",
            "--log-level",
            "warning");
    String name = "FastAPI, %d worker%s".formatted(workers, workers == 1 ? "" : "s");
    Child child =
        Child.start(
            name,
            Program.pinned(processors, command),
            Map.of(
                "BUNDLE",
                model.folder().toAbsolutePath().toString(),
                "NETWORK",
                model.file().getFileName().toString(),
                "THREADS",
                Integer.toString(Math.max(1, threads / workers)),
                "PYTHONDONTWRITEBYTECODE",
                "1"),
            work.resolve("fastapi-%d.log".formatted(workers)));
    return new Subject(name, child, URI.create("http://127.0.0.1:" + port), "/attributes");
  }

  /** The virtual environment with exactly the packages that are required. */
  private Path environment() {
    Path environment = work.resolve("fastapi");
    Path installed = environment.resolve("requirements.txt");
    Path required = sources.resolve("requirements.txt");
    try {
      if (Files.exists(installed) && Files.mismatch(installed, required) == -1) {
        return environment;
      }
      Path log = work.resolve("pip.log");
      Child.run(
          "python3 -m venv",
          List.of(Program.PYTHON.file().toString(), "-m", "venv", environment.toString()),
          Map.of(),
          log,
          INSTALLATION);
      Child.run(
          "pip install",
          List.of(
              environment.resolve("bin/pip").toString(),
              "install",
              "--quiet",
              "--requirement",
              required.toString()),
          Map.of(),
          log,
          INSTALLATION);
      Files.copy(required, installed);
      return environment;
    } catch (IOException e) {
      throw new BenchException(
          "%s cannot be read as the requirements of the FastAPI service: run this in the folder of the repository."
              .formatted(required),
          e);
    }
  }
}
