/**
 * The compiler's own picture of a network: an immutable ONNX-like graph of nodes and constants.
 *
 * <p>Nothing here knows SameDiff, protobuf or ONNX Runtime.
 */
package dev.facet.exporter.graph;
