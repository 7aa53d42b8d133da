package dev.facet.bench.serving.process;

/** A benchmark cannot go on; the message is a sentence for the person who started it. */
public final class BenchException extends RuntimeException {
  /** With the sentence. */
  public BenchException(String sentence) {
    super(sentence);
  }

  /** With the sentence and what led to it. */
  public BenchException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
