/** What a model must keep to replace the served one, as a team sets it. */
package dev.facet.pipeline.settings;
