/**
 * Whether what is said of a face can all be true: {@link
 * dev.facet.trainer.evaluate.consistency.ConsistencyRules} is the table of what excludes each
 * other, {@link dev.facet.trainer.evaluate.consistency.Consistency} applies it.
 */
package dev.facet.trainer.evaluate.consistency;
