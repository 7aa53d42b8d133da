/**
 * Runs bundles on ONNX Runtime: which models are served, whose turn it is, and what a model makes
 * of images. Uses {@code bundle} and {@code image}; knows nothing of HTTP.
 */
package dev.facet.function.inference;
