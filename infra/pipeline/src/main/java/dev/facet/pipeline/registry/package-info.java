/** The folder of published models: which is served, which was, and which were refused. */
package dev.facet.pipeline.registry;
