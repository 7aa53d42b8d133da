/**
 * The services that the function is compared with: how they are made ready and started. Uses {@code
 * process}, {@code subject} and {@code load}.
 */
package dev.facet.bench.serving.peers;
