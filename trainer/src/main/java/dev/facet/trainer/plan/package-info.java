/**
 * The static plan: a SameDiff graph whose shapes are known is laid out once, every array in its
 * place, and then run again and again without allocation. Gradients are operators in the same
 * graph, put there by each operator's own derivative.
 */
package dev.facet.trainer.plan;
