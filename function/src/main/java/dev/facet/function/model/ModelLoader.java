package dev.facet.function.model;

import static java.util.Objects.requireNonNull;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleException;
import dev.facet.function.bundle.Flaw;
import dev.facet.function.config.Precision;
import dev.facet.function.model.device.ComputeDevice;
import dev.facet.function.model.device.Cuda;
import dev.facet.function.model.device.Processor;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Loads models onto a device, and tries each before anybody may use it. */
final class ModelLoader {
  private final OrtEnvironment environment;
  private final ComputeDevice device;
  private final Optional<Precision> precision;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * Loads models.
   *
   * @param environment ONNX Runtime
   * @param precision of the form that is wanted, or the one that suits the device best
   */
  ModelLoader(OrtEnvironment environment, ComputeDevice device, Optional<Precision> precision) {
    this.environment = requireNonNull(environment, "environment is null");
    this.device = requireNonNull(device, "device is null");
    this.precision = requireNonNull(precision, "precision is null");
  }

  /** Of ONNX Runtime. */
  String runtimeVersion() {
    return environment.getVersion();
  }

  /** Where models run. */
  ComputeDevice device() {
    return device;
  }

  /** How many models are loaded and not closed. */
  int open() {
    return open.get();
  }

  /**
   * Loads a bundle's model, compares it with its manifest and runs it.
   *
   * @throws BundleException when it has no form for the device, does not load, or is not what its
   *     manifest says
   */
  ServedModel load(Bundle bundle) {
    Bundle form = form(bundle);
    try {
      ServedModel model = new ServedModel(form, earlyOrNow(form), open::decrementAndGet);
      open.incrementAndGet();
      try {
        ModelTrial.require(model, form, device.largeBatch());
      } catch (RuntimeException e) {
        model.close();
        throw e;
      }
      return model;
    } catch (OrtException e) {
      throw ModelTrial.doesNotRun(form, e);
    }
  }

  private OrtSession earlyOrNow(Bundle form) throws OrtException {
    Optional<OrtSession> early =
        device instanceof Processor ? EarlyModel.take(form) : Optional.empty();
    return early.isPresent() ? early.get() : session(form);
  }

  /**
   * Opens the network of a form.
   *
   * @throws BundleException when its bytes are not those that the manifest means
   */
  OrtSession session(Bundle form) throws OrtException {
    byte[] bytes = form.model();
    Optional<Path> file = form.modelInTwoFiles();
    try (OrtSession.SessionOptions options = device.options()) {
      return file.isPresent()
          ? environment.createSession(file.get().toString(), options)
          : environment.createSession(bytes, options);
    }
  }

  /**
   * The form of a bundle that suits the device.
   *
   * @throws BundleException when there is none
   */
  Bundle form(Bundle bundle) {
    return switch (device) {
      case Processor processor -> onProcessor(bundle, precision.orElse(Precision.FLOAT32));
      case Cuda cuda -> onGpu(bundle);
    };
  }

  private static Bundle onProcessor(Bundle bundle, Precision wanted) {
    String label = wanted.name().toLowerCase(Locale.ROOT);
    return bundle
        .form("cpu", label)
        .orElseThrow(
            () ->
                new BundleException(
                    Flaw.FORM,
                    "facet.precision is %s, but %s names no such model for a processor: export the bundle with --%s, or unset facet.precision."
                        .formatted(label, bundle.location().describe("manifest.json"), label)));
  }

  private Bundle onGpu(Bundle bundle) {
    if (precision.isPresent()) {
      return switch (precision.get()) {
        case FLOAT32 -> onProcessor(bundle, Precision.FLOAT32); // the same file runs on both
        case INT8 ->
            throw new BundleException(
                Flaw.FORM,
                "facet.precision is int8, which is for processors, but facet.device is cuda: unset one of them.");
      };
    }
    return bundle.form("cuda", "float16").orElse(bundle);
  }
}
