/**
 * What any ONNX file says of itself, whoever wrote it: inputs, operators, weights without their
 * numbers. {@code OnnxReader} beside it reads whole models, but only those that Facet writes.
 */
package dev.facet.exporter.onnx.outline;
