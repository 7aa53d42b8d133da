/** Inference inside the trainer: a saved graph over faces. */
package dev.facet.trainer.predict;
