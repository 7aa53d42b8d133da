/** Whether a new model may replace the served one, line by line. */
package dev.facet.pipeline.gate;
