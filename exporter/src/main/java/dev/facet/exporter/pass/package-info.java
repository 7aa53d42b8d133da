/**
 * Rewrites of the compiler's graph. A pass has one job, changes no numbers beyond rounding, and can
 * run twice without harm.
 */
package dev.facet.exporter.pass;
