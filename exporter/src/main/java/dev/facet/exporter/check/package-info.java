/** Checks of a graph and of a bundle that need neither SameDiff nor real faces. */
package dev.facet.exporter.check;
