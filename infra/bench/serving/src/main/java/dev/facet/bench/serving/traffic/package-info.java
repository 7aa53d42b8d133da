/**
 * Requests whose answers are known: good ones, and what a stranger with bad intentions would send.
 * Uses {@code process}, {@code subject} and {@code load}.
 */
package dev.facet.bench.serving.traffic;
