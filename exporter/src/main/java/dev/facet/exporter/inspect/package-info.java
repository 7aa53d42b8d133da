/**
 * What a person wants to know of a model: its operators, weights and multiply-adds, what the passes
 * made of it, where the time goes. {@code profile} measures, {@code page} draws.
 *
 * <p>Knows ONNX files by their outline only, so that files of others work too; SameDiff is asked
 * only about a run.
 */
package dev.facet.exporter.inspect;
