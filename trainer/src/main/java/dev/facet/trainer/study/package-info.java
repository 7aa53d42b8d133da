/**
 * Studies: the comparisons of the papers, each a list of recipes that are trained with several
 * seeds and reported in the form of the paper's table.
 */
package dev.facet.trainer.study;
