/**
 * The Open Inference Protocol, version 2, over REST, with its extension for binary tensors: for
 * clients of KServe, Triton and their like. Tensors in, tensors out; the pictures were decoded by
 * the caller.
 */
package dev.facet.function.http.v2;
