/**
 * Others' opinion of a model: ONNX's reference checker, and OpenCV as a runtime that shares no code
 * with ONNX Runtime.
 *
 * <p>A program of its own, because the native libraries behind it need another JavaCPP than ND4J
 * does, and because a crash here must not end the exporter. It uses nothing else of Facet.
 */
package dev.facet.reference;
