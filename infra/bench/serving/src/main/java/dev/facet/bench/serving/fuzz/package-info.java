/**
 * Inputs that are almost right: files and bodies that a seeded generator has damaged. Uses nothing
 * else of the benchmark.
 */
package dev.facet.bench.serving.fuzz;
