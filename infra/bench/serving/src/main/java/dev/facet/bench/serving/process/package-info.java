/**
 * Processes that the benchmark starts: their time, memory and open descriptors as Linux counts
 * them, and their certain end. Uses nothing else of the benchmark.
 */
package dev.facet.bench.serving.process;
