/**
 * How near the function comes to the runtime's own speed, and where the rest goes. Uses {@code
 * process}, {@code subject}, {@code load} and {@code report}.
 */
package dev.facet.bench.serving.throughput;
