package dev.facet.exporter.pass.branch;

import java.util.Optional;

/** How one kind of operator computes K branches at once. */
@FunctionalInterface
interface BranchRule {
  /**
   * Adds nodes that compute what the branches' nodes compute.
   *
   * @return the name of a value {@code [N, K, ...]}; empty if the operator cannot take the axis
   *     here
   */
  Optional<String> apply(Site site);
}
