package dev.facet.manifests;

import dev.facet.manifests.rule.AccessRule;
import dev.facet.manifests.rule.ProbeRule;
import dev.facet.manifests.rule.ReferenceRule;
import dev.facet.manifests.rule.SafetyRule;
import dev.facet.manifests.rule.ScaleRule;
import dev.facet.manifests.rule.SchemaRule;
import dev.facet.manifests.rule.SelectorRule;
import dev.facet.manifests.rule.SettingsRule;
import dev.facet.manifests.rule.StopRule;
import dev.facet.manifests.rule.VolumeRule;
import java.util.List;

/** All rules. */
public final class Checks {
  private static final List<Rule> RULES =
      List.of(
          new SchemaRule(),
          new SelectorRule(),
          new ReferenceRule(),
          new VolumeRule(),
          new ProbeRule(),
          new SettingsRule(),
          new AccessRule(),
          new StopRule(),
          new SafetyRule(),
          new ScaleRule());

  private Checks() {}

  /** All that is wrong with objects that are applied together, in their order. */
  public static List<Finding> findings(Manifests all) {
    return all.all().stream()
        .flatMap(one -> RULES.stream().flatMap(rule -> rule.findings(one, all)))
        .toList();
  }
}
