package dev.facet.function;

import dev.facet.function.model.OrtStart;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins: ONNX Runtime's libraries are loaded while Quarkus starts. */
@QuarkusMain
public final class Main {
  private Main() {}

  /**
   * Runs the function until it is told to stop.
   *
   * @param arguments for Quarkus; the function takes none of its own
   */
  public static void main(String... arguments) {
    OrtStart.begin();
    Quarkus.run(arguments);
  }
}
