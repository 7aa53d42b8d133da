/** Weights from elsewhere: arrays by name, read from a file, and their way into a network. */
package dev.facet.trainer.weights;
