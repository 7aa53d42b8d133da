/**
 * Where networks run: on processors or on a GPU, with which settings of ONNX Runtime, and how that
 * is decided at the start. Uses {@code config} and ONNX Runtime only.
 */
package dev.facet.function.model.device;
