/** The whole way from a run to a bundle: compile, check, pack. */
package dev.facet.exporter.export;
