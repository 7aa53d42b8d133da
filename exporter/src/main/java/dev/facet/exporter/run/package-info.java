/** Reads what the trainer wrote: the run directory, its graph, its metrics and its faces. */
package dev.facet.exporter.run;
