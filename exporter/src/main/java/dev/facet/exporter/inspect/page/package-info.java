/**
 * A model as one HTML page: the graph drawn in layers by the Eclipse Layout Kernel, what each
 * operator costs, and tables that say the same in words. The page loads nothing from anywhere.
 */
package dev.facet.exporter.inspect.page;
