package dev.facet.pipeline.step;

import dev.facet.pipeline.canary.Functions;
import dev.facet.pipeline.tool.Tool;

/**
 * The programs that do the work.
 *
 * @param trainer fits and evaluates
 * @param exporter makes bundles and verifies them
 * @param functions serve bundles
 * @param code digest of the trainer's and the exporter's code
 */
public record Toolbox(Tool trainer, Tool exporter, Functions functions, String code) {}
