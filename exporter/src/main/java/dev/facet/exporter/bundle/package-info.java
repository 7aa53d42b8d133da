/**
 * The bundle: a folder with a model, its manifest and its model card, which explains itself.
 *
 * <p>Same run, same bytes: nothing here writes a time or a random number.
 */
package dev.facet.exporter.bundle;
