/**
 * Branches that do the same with other weights become one: what K copies of an operator computed
 * side by side, one operator computes with an axis more. Each {@link
 * dev.facet.exporter.pass.branch.BranchRule} knows how one kind of operator takes that axis.
 */
package dev.facet.exporter.pass.branch;
