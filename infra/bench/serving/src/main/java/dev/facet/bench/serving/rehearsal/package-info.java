/**
 * Real replicas behind a real proxy, added and taken away by the autoscaler of {@code capacity}
 * under a day of traffic. Uses {@code capacity}, {@code process} and {@code subject}.
 */
package dev.facet.bench.serving.rehearsal;
