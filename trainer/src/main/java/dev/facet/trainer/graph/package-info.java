/**
 * The vocabulary in which networks are written: layers that add their operators and parameters to a
 * SameDiff graph, for training or for inference from one description.
 */
package dev.facet.trainer.graph;
