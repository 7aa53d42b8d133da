/**
 * Trains the same network from the same weights on the same faces in Facet and in PyTorch, each in
 * a process of its own, and compares their speed in bursts that take turns. Run by hand.
 */
package dev.facet.bench.training;
