/**
 * The building blocks of the papers' networks: each adds its operators to a graph and is checked
 * alone by finite differences.
 */
package dev.facet.trainer.block;
