/**
 * Shapes and times of a model's operators, found by ONNX Runtime's profiler in a process of its
 * own, which a hostile model may bring down.
 */
package dev.facet.exporter.inspect.profile;
