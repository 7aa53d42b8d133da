/**
 * The steps from data to a served model, which a later run takes up where an earlier one broke off.
 */
package dev.facet.pipeline.step;
