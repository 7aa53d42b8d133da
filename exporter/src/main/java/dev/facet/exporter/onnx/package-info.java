/**
 * Between the compiler's graph and ONNX files: writing, reading, nothing else.
 *
 * <p>The generated message classes are in {@code dev.facet.exporter.onnx.proto}, and only this
 * package touches them.
 */
package dev.facet.exporter.onnx;
