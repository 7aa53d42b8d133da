/** Whether data are as they were when the served model learnt from them. */
package dev.facet.pipeline.data;
