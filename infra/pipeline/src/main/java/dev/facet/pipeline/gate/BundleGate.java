package dev.facet.pipeline.gate;

import dev.facet.pipeline.registry.BundleFacts;
import dev.facet.pipeline.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Whether a bundle says what its network says, and is fast enough. */
public final class BundleGate {
  /** Another form's own limit, where it is compared with the network by its outputs. */
  private static final Map<String, Double> TOLERANCES =
      Map.of("model-portable.onnx", 1e-4, "model-fp16.onnx", 5e-3);

  private static final String INT8 = "model-int8.onnx";

  private final Settings.Gate settings;

  /** By these settings. */
  public BundleGate(Settings.Gate settings) {
    this.settings = settings;
  }

  /**
   * How long a call takes.
   *
   * @param candidate milliseconds of the new model
   * @param served those of the served one, taken in turns with them
   */
  public record Latency(double candidate, OptionalDouble served) {}

  /**
   * Compares.
   *
   * @param bundle what the new bundle's manifest says
   * @param served what the served one's says, if one is served
   * @param latency of one picture on one thread
   */
  public Verdict judge(BundleFacts bundle, Optional<BundleFacts> served, Latency latency) {
    List<Row> rows = new ArrayList<>();
    bundle
        .variants()
        .forEach(
            (file, variant) -> {
              if (file.equals(INT8)) {
                rows.add(int8(variant, bundle.variants().get(BundleFacts.MODEL)));
              } else {
                rows.add(
                    parity(
                        file,
                        variant,
                        Optional.ofNullable(served.orElse(bundle).variants().get(file))
                            .filter(known -> served.isPresent()),
                        TOLERANCES.getOrDefault(file, settings.parity())));
              }
            });
    rows.add(latency(latency));
    return new Verdict("Bundle", rows);
  }

  private static Row parity(
      String file,
      BundleFacts.Variant variant,
      Optional<BundleFacts.Variant> served,
      double limit) {
    double is = variant.parity().maxAbsoluteDifference();
    return Row.of(
        "parity of " + file,
        served.map(one -> Figures.number(one.parity().maxAbsoluteDifference())).orElse(""),
        Figures.number(is),
        "at most " + Figures.number(limit),
        is <= limit,
        "%s differs from the trained network by %s on %d faces: at most %s is allowed."
            .formatted(file, Figures.number(is), variant.parity().images(), Figures.number(limit)));
  }

  private Row int8(BundleFacts.Variant int8, BundleFacts.Variant model) {
    if (int8.accuracy() == null || model == null || model.accuracy() == null) {
      return Row.passes("accuracy of " + INT8, "", "not measured", "");
    }
    double drop = model.accuracy().meanAccuracy() - int8.accuracy().meanAccuracy();
    return Row.of(
        "accuracy of " + INT8,
        "",
        Figures.percent(int8.accuracy().meanAccuracy()),
        "loses at most " + Figures.percent(settings.int8Drop()),
        drop <= settings.int8Drop(),
        "The int8 form reads %s right and model.onnx %s: at most %s may be lost."
            .formatted(
                Figures.percent(int8.accuracy().meanAccuracy()),
                Figures.percent(model.accuracy().meanAccuracy()),
                Figures.percent(settings.int8Drop())));
  }

  private Row latency(Latency latency) {
    if (latency.served().isEmpty()) {
      return Row.passes(
          "one picture, one thread", "", Figures.milliseconds(latency.candidate()), "");
    }
    double served = latency.served().getAsDouble();
    double times = latency.candidate() / served;
    return Row.of(
        "one picture, one thread",
        Figures.milliseconds(served),
        Figures.milliseconds(latency.candidate()),
        "at most %s times".formatted(Figures.number(settings.slowdown())),
        times <= settings.slowdown(),
        "A call takes %s where the served model takes %s, %s times as long: at most %s is allowed."
            .formatted(
                Figures.milliseconds(latency.candidate()),
                Figures.milliseconds(served),
                Figures.number(times),
                Figures.number(settings.slowdown())));
  }
}
