/** The commands that take data to a served model. */
package dev.facet.pipeline;
