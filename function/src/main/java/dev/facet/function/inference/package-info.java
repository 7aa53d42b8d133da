/**
 * From image files to what a model makes of them: whose turn it is, which images go into one batch,
 * how long it takes. Uses {@code model} and {@code image}; knows nothing of HTTP.
 */
package dev.facet.function.inference;
