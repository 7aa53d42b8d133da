/**
 * Pairs of faces for verification: are the two of one person? Read from LFW's {@code pairs.txt} or
 * a {@code .bin} set, or drawn from a partition of a dataset.
 */
package dev.facet.trainer.data.pairs;
