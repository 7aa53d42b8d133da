package dev.facet.function.model;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.model.device.Processor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** A bundle with its ONNX Runtime session. Safe for several threads until it is closed. */
public final class ServedModel implements AutoCloseable {
  private final Bundle bundle;
  private final OrtSession session;
  private final Runnable whenClosed;
  private final AtomicBoolean closed = new AtomicBoolean();

  /** As many as threads ever run the model at the same time. */
  private final Queue<Runner> runners = new ConcurrentLinkedQueue<>();

  ServedModel(Bundle bundle, OrtSession session, Runnable whenClosed) {
    this.bundle = requireNonNull(bundle, "bundle is null");
    this.session = requireNonNull(session, "session is null");
    this.whenClosed = requireNonNull(whenClosed, "whenClosed is null");
  }

  /**
   * Loads a bundle onto the processor and tries it. Whoever loads it closes it.
   *
   * @throws dev.facet.function.bundle.BundleException when the model does not load, or is not what
   *     the manifest says
   */
  public static ServedModel load(Bundle bundle) {
    return new ModelLoader(OrtStart.environment(), new Processor(), Optional.empty()).load(bundle);
  }

  /** The network's input for images, if it has one. */
  Optional<NodeInfo> input() throws OrtException {
    return Optional.ofNullable(session.getInputInfo().get(Manifest.IMAGES));
  }

  /** An output of the network, if it has one of that name. */
  Optional<NodeInfo> output(String name) throws OrtException {
    return Optional.ofNullable(session.getOutputInfo().get(name));
  }

  /** What the model says about itself. */
  public Manifest manifest() {
    return bundle.manifest();
  }

  /** The lower-case hexadecimal SHA-256 of the ONNX file. */
  public String sha256() {
    return bundle.sha256();
  }

  /** The length of one image {@code [H, W, 3]}. */
  public int bytesPerImage() {
    return manifest().bytesPerImage();
  }

  long[] inputShape(int images) {
    return new long[] {images, manifest().height(), manifest().width(), Manifest.CHANNELS};
  }

  /** The shape of an output for a number of images. */
  long[] shapeOf(String output, int images) {
    List<OptionalInt> axes = manifest().outputs().get(output).shape();
    long[] shape = new long[axes.size()];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = axis == 0 ? images : axes.get(axis).orElseThrow();
    }
    return shape;
  }

  /** How many numbers an output has for each image. */
  int lengthOf(String output) {
    return (int) Arrays.stream(shapeOf(output, 1)).reduce(1, Math::multiplyExact);
  }

  /**
   * Lends memory to run the model with. Close it before the lease of the model.
   *
   * @param most the largest batch that will be run, at least 1
   */
  public Runner runner(int most) {
    Runner runner = runners.poll();
    if (runner != null && runner.most() < most) {
      runner.free();
      runner = null;
    }
    return runner == null ? new Runner(this, session, most) : runner;
  }

  void takeBack(Runner runner) {
    runners.add(runner);
    if (closed.get() && runners.remove(runner)) {
      runner.free(); // whoever closed the model has not seen it
    }
  }

  /** Frees the runtime's memory. Whoever leased the model leaves this to {@link Models}. */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    for (Runner runner = runners.poll(); runner != null; runner = runners.poll()) {
      runner.free();
    }
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("the session could not be closed", e);
    } finally {
      whenClosed.run();
    }
  }
}
