/**
 * The function: images in over HTTP, predictions out. It knows the bundle that it serves and
 * nothing of how that bundle was trained.
 */
package dev.facet.function;
