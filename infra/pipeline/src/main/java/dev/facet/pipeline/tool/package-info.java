/** Facet's own programs, each run as a process of its own. */
package dev.facet.pipeline.tool;
