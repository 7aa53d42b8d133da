package dev.facet.exporter.pass.branch;

import dev.facet.exporter.graph.Attribute;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.graph.Tensor;
import dev.facet.exporter.pass.branch.Batched.Constants;
import dev.facet.exporter.pass.branch.Batched.Shared;
import dev.facet.exporter.pass.branch.Batched.Stacked;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Operators on maps {@code [N, C, ...]} that keep channels apart, or can in groups: the branches'
 * channels stand side by side while they run.
 */
final class MapRules {
  private static final List<String> BY_CHANNEL =
      List.of("MaxPool", "AveragePool", "GlobalAveragePool", "GlobalMaxPool", "LpPool");

  private MapRules() {}

  static void addTo(Map<String, BranchRule> rules) {
    BY_CHANNEL.forEach(operator -> rules.put(operator, MapRules::byChannel));
    rules.put("Conv", MapRules::convolution);
    rules.put("BatchNormalization", MapRules::normalization);
    rules.put("InstanceNormalization", MapRules::normalization);
  }

  private static Optional<String> byChannel(Site site) {
    return site.stacked()
        .map(maps -> site.to().parted(site.again(site.to().flat(maps)), site.shape()));
  }

  /** Weights and bias are constants; maps that all branches share need no groups. */
  private static Optional<String> convolution(Site site) {
    List<String> inputs = new ArrayList<>();
    for (Batched parameter : site.inputs().subList(1, site.inputs().size())) {
      if (!(parameter instanceof Constants constants)) {
        return Optional.empty();
      }
      inputs.add(site.to().constant("weights", BranchBuilder.joinRows(constants.each())));
    }
    long groups = site.node().integer("group").orElse(1L);
    Node node = site.node();
    switch (site.inputs().getFirst()) {
      case Shared shared when groups == 1 -> inputs.addFirst(shared.name());
      case Stacked maps -> {
        inputs.addFirst(site.to().flat(maps));
        node = node.with("group", Attribute.of(groups * site.to().count()));
      }
      default -> {
        return Optional.empty();
      }
    }
    return Optional.of(site.to().parted(site.to().add(node.withInputs(inputs)), site.shape()));
  }

  private static Optional<String> normalization(Site site) {
    if (site.stacked().isEmpty()) {
      return Optional.empty();
    }
    List<String> inputs = new ArrayList<>(List.of(site.to().flat(site.stacked().get())));
    for (Batched parameter : site.inputs().subList(1, site.inputs().size())) {
      if (!(parameter instanceof Constants constants)) {
        return Optional.empty();
      }
      Tensor joined = BranchBuilder.joinRows(constants.each());
      inputs.add(site.to().constant("moments", joined));
    }
    return Optional.of(site.to().parted(site.again(inputs.toArray(String[]::new)), site.shape()));
  }
}
