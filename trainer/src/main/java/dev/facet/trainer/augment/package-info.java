/**
 * Turns stored faces into the network's input: crops, mirrors, shifts colours, normalises, and
 * fills batches ahead of the training loop. Everything random is a function of (seed, epoch, face),
 * so a run can be repeated and resumed bit for bit, whatever the number of threads.
 */
package dev.facet.trainer.augment;
