package dev.facet.function.model.device;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/**
 * The processors of this machine. A call runs on one thread and there are as many callers as
 * processors: faster than one caller with all threads. Nobody spins, which would take the
 * processors from the image decoders.
 */
public record Processor() implements ComputeDevice {
  @Override
  public OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    try {
      options.setIntraOpNumThreads(1);
      options.setInterOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      options.addConfigEntry("session.inter_op.allow_spinning", "0");
      return options;
    } catch (OrtException e) {
      options.close();
      throw e;
    }
  }

  @Override
  public String description() {
    return "the processor";
  }

  /** Small: the memory of a large one would stay with the session. */
  @Override
  public int largeBatch() {
    return 2;
  }
}
