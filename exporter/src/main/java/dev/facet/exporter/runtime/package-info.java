/** ONNX Runtime behind a door of tensors: load a model, run it. */
package dev.facet.exporter.runtime;
