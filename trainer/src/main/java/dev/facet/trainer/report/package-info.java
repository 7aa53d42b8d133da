/**
 * Shows a run as one HTML page that stands alone: style, script and drawings are inside, nothing is
 * loaded from elsewhere, and no picture of the dataset is in it. {@link
 * dev.facet.trainer.report.ReportModel} goes in, {@link dev.facet.trainer.report.HtmlReport}
 * writes.
 */
package dev.facet.trainer.report;
