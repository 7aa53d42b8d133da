/** The few statistics that evaluations share: spreads, percentiles and intervals. */
package dev.facet.trainer.evaluate.statistics;
