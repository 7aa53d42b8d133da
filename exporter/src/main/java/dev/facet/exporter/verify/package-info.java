/**
 * Parity: does the bundle compute what the trained network computes, on real faces, and how fast.
 */
package dev.facet.exporter.verify;
