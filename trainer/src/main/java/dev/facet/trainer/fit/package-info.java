/**
 * Training: the loop, what it keeps so that it can go on after any interruption, and the run
 * directory that it leaves.
 */
package dev.facet.trainer.fit;
