/** What can be configured, with a sentence and a default each. Uses no other package. */
package dev.facet.function.config;
