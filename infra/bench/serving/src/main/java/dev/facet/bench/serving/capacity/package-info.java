/**
 * How many replicas traffic needs, how long it waits and what it costs: formulas and a simulation,
 * without processes or clocks. Uses nothing of its neighbours but {@code process.BenchException}.
 */
package dev.facet.bench.serving.capacity;
