/**
 * Operators written in Java for the places where ND4J's native ones waste most of a training step:
 * batch normalisation with its activation and its residual sum, products with a number for each
 * channel or position, the squeezes of attention, upsampling, the pairs of a discriminator; forward
 * and backward, as one pass over memory each way where that is possible. They live in a SameDiff
 * graph like any other operator and are run by {@link dev.facet.trainer.plan}.
 */
package dev.facet.trainer.kernel;
