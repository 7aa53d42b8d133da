/** Bundles that come and go while the function serves them. Uses {@code process}. */
package dev.facet.bench.serving.swap;
