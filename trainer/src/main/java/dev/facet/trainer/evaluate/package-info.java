/**
 * Says how good predictions are, from plain arrays of probabilities and labels: {@link
 * dev.facet.trainer.evaluate.Evaluator} computes, {@link dev.facet.trainer.evaluate.Metrics} holds
 * the result, {@link dev.facet.trainer.evaluate.MetricsTable} shows it on a terminal and {@link
 * dev.facet.trainer.evaluate.MetricsFile} keeps it as JSON. Every formula stands where its number
 * is documented.
 */
package dev.facet.trainer.evaluate;
