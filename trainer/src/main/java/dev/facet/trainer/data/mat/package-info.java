/**
 * Reads MATLAB files of both current forms, level 5 and 7.3, as far as lists of labels need it:
 * matrices of numbers and cell arrays of texts. Every mistake is a {@link
 * dev.facet.trainer.data.DataException} of one sentence.
 */
package dev.facet.trainer.data.mat;
