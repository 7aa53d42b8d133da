package dev.facet.pipeline.settings;

import dev.facet.pipeline.PipelineException;
import java.util.Map;

/** The ranges that settings keep. */
final class SettingsRules {
  private SettingsRules() {}

  /**
   * @param name of the file, for the sentence
   * @throws PipelineException if one is out of its range
   */
  static void require(Settings all, String name) {
    Settings.Data data = all.data();
    Settings.Gate gate = all.gate();
    Settings.Canary canary = all.canary();
    Map.of(
            "data.frequencyDrift", data.frequencyDrift(),
            "data.significance", data.significance(),
            "gate.meanAccuracyDrop", gate.meanAccuracyDrop(),
            "gate.attributeDrop", gate.attributeDrop(),
            "gate.attributeDropAtMost", gate.attributeDropAtMost(),
            "gate.significance", gate.significance(),
            "gate.groupDrop", gate.groupDrop(),
            "gate.calibrationRise", gate.calibrationRise(),
            "gate.int8Drop", gate.int8Drop(),
            "canary.difference", canary.difference())
        .forEach((key, value) -> require(value >= 0 && value <= 1, name, key, "0..1", value));
    gate.floors()
        .forEach(
            (attribute, floor) ->
                require(floor >= 0 && floor <= 1, name, "gate.floors." + attribute, "0..1", floor));
    require(gate.parity() > 0, name, "gate.parity", "above 0", gate.parity());
    require(gate.slowdown() >= 1, name, "gate.slowdown", "1 or more", gate.slowdown());
    require(canary.slowdown() >= 1, name, "canary.slowdown", "1 or more", canary.slowdown());
    require(canary.pictures() > 0, name, "canary.pictures", "1 or more", canary.pictures());
    require(!canary.shares().isEmpty(), name, "canary.shares", "one share or more", "none");
    for (int share : canary.shares()) {
      require(share > 0 && share <= 100, name, "canary.shares", "in 1..100", share);
    }
  }

  private static void require(boolean kept, String name, String key, String rule, Object found) {
    if (!kept) {
      throw new PipelineException("%s: %s must be %s, found %s.".formatted(name, key, rule, found));
    }
  }
}
