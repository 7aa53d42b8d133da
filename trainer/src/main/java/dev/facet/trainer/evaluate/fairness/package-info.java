/**
 * How differently a network treats groups of faces: {@link
 * dev.facet.trainer.evaluate.fairness.GroupComparison} computes, {@link
 * dev.facet.trainer.evaluate.fairness.GroupMetrics} holds the result, {@link
 * dev.facet.trainer.evaluate.fairness.GroupTable} shows it.
 */
package dev.facet.trainer.evaluate.fairness;
