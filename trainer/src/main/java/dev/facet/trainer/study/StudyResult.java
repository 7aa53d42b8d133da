package dev.facet.trainer.study;

import dev.facet.trainer.evaluate.Metrics;
import dev.facet.trainer.run.RunInfo;

/**
 * One run of a study.
 *
 * @param row that it belongs to
 * @param seed that it was trained with
 * @param run what it says about itself
 * @param metrics how good it is
 */
public record StudyResult(Study.Row row, long seed, RunInfo run, Metrics metrics) {}
