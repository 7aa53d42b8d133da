/** Tables as Markdown, which read well on a terminal too, and how numbers stand in them. */
package dev.facet.trainer.evaluate.table;
