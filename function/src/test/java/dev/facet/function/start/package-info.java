/** What is built for a quick start, tried as it will run: a process of its own. */
package dev.facet.function.start;
