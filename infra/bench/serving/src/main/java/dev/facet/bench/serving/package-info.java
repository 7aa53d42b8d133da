/**
 * The command line of the serving benchmark: one class per command. Every command starts what it
 * measures as processes of its own on loopback and ends them again.
 */
package dev.facet.bench.serving;
