package dev.facet.function.config;

import java.util.Locale;

/** What a key may be used for: one group of calls each. */
public enum Scope {
  /** {@code POST /v1/attributes}. */
  ATTRIBUTES,
  /** {@code POST /v1/embeddings}. */
  EMBEDDINGS,
  /** {@code POST /v1/verifications}. */
  VERIFICATIONS,
  /** {@code POST /v1/explanations}. */
  EXPLANATIONS,
  /** {@code POST /v1/events}. */
  EVENTS,
  /** {@code POST /v2/models/.../infer}: tensors in, tensors out. */
  INFER,
  /** What is served: {@code /v1/models} and what the Open Inference Protocol tells of models. */
  MODELS,
  /** {@code GET /q/metrics} and {@code GET /q/info}. */
  METRICS;

  /** Whether its calls are sent images, and so are {@code POST}; the others only ask. */
  public boolean sendsImages() {
    return this != MODELS && this != METRICS;
  }

  /** As it is written in the configuration and in answers. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
