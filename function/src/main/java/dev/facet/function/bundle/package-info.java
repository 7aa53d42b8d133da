/**
 * The bundle: a folder, or a place on the class path, with a model, its manifest and its card.
 * Knows nothing of HTTP or of the runtime that executes models.
 */
package dev.facet.function.bundle;
