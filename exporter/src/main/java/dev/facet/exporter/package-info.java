/**
 * Facet's exporter: a small compiler from SameDiff graphs to ONNX, and the packer of bundles.
 *
 * <p>The way of a model: {@code run} reads a run directory, {@code frontend} translates its
 * operators, {@code pass} rewrites the graph, {@code onnx} writes it, {@code check} and {@code
 * verify} try it, {@code bundle} packs it. This package holds only what all of them share.
 */
package dev.facet.exporter;
