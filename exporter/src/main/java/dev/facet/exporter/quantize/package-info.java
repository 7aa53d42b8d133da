/**
 * Static quantization to 8 bits: activations to uint8 by ranges that are measured on real faces,
 * weights to int8 by output channel, written as QuantizeLinear and DequantizeLinear around the
 * operators that a runtime then computes on integers.
 */
package dev.facet.exporter.quantize;
