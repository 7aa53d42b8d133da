/**
 * Draws where a network looks. Plain arithmetic on pixels: knows nothing of requests, models or
 * HTTP.
 */
package dev.facet.function.explanation;
