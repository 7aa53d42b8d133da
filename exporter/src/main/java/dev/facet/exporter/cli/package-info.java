/** The command line {@code facet-exporter}. */
package dev.facet.exporter.cli;
