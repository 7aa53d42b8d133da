/**
 * What a run computes on: the processor or a GPU, decided before ND4J is touched, so that a GPU
 * that cannot be used is one sentence at the start. Knows the driver, nothing of ND4J's classes.
 */
package dev.facet.trainer.device;
