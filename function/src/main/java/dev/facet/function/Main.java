package dev.facet.function;

import dev.facet.function.model.EarlyModel;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins: ONNX Runtime and the model inside are loaded while Quarkus starts. */
@QuarkusMain
public final class Main {
  private Main() {}

  /**
   * Runs the function until it is told to stop.
   *
   * @param arguments for Quarkus; the function takes none of its own
   */
  public static void main(String... arguments) {
    EarlyModel.begin();
    Quarkus.run(arguments);
  }
}
