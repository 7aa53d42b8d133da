/** The calls of the function and how they fail. Uses every other package; nothing uses it. */
package dev.facet.function.http;
