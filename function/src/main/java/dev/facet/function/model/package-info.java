/**
 * The models that are served: loads bundles into ONNX Runtime, lends them to whoever runs them, and
 * closes them when nobody does. Uses {@code bundle}; knows nothing of images or of HTTP.
 */
package dev.facet.function.model;
