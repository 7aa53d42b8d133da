/** Runs judged on the faces of several datasets, their own and others. */
package dev.facet.trainer.evaluate.cross;
