/**
 * Reads Python pickles that hold nothing but lists, tuples, bytes, booleans and None.
 *
 * <p>A pickle is a program: some of its opcodes import modules and call functions. This reader
 * knows the few opcodes that build plain values and refuses all others by name, so nothing that a
 * file says can run. It takes memory in proportion to the file, whatever the file claims.
 */
package dev.facet.trainer.data.pickle;
