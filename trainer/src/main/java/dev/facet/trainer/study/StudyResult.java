package dev.facet.trainer.study;

import dev.facet.trainer.run.RunInfo;

/**
 * One run of a study.
 *
 * @param row that it belongs to
 * @param seed that it was trained with
 * @param run what it says about itself
 * @param judged how good it is
 */
public record StudyResult(Study.Row row, long seed, RunInfo run, Judged judged) {}
