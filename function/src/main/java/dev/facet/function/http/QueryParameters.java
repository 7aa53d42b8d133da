package dev.facet.function.http;

/** How the parameters that several calls have in common are described. */
public final class QueryParameters {
  /** {@code ?model=}. */
  public static final String MODEL =
      "The name of a model, or name@version; without it the default model answers.";

  private QueryParameters() {}
}
