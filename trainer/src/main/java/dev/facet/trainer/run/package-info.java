/** The run directory: what training leaves for evaluation, export and people. */
package dev.facet.trainer.run;
