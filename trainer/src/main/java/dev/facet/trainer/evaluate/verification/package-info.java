/**
 * How well a similarity tells whether two faces are of one person (1:1): {@link
 * dev.facet.trainer.evaluate.verification.Similarities} compares embeddings, {@link
 * dev.facet.trainer.evaluate.verification.Verification} judges, {@link
 * dev.facet.trainer.evaluate.verification.VerificationMetrics} holds the result. Works on plain
 * arrays; a pair is accepted when its similarity is at least the threshold.
 */
package dev.facet.trainer.evaluate.verification;
