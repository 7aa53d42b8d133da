/** The command line: what a person types and reads. */
package dev.facet.trainer.cli;
