/** What a benchmark leaves behind: a page of Markdown with pictures. Uses {@code process}. */
package dev.facet.bench.serving.report;
