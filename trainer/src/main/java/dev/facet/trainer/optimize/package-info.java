/**
 * Weights as one block of native memory and what changes it: SGD with momentum, AdamW,
 * learning-rate schedules and the moving average.
 */
package dev.facet.trainer.optimize;
