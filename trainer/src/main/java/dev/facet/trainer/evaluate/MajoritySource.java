package dev.facet.trainer.evaluate;

/** Where the majority baseline learns which class of an attribute is the more frequent. */
public enum MajoritySource {
  /** The train partition: a baseline that a deployed system could really use. */
  TRAIN("the train partition"),
  /** The judged faces themselves: the best constant guess in hindsight. */
  EVALUATED("the judged faces");

  private final String words;

  MajoritySource(String words) {
    this.words = words;
  }

  /** For a sentence: "by its frequency in ...". */
  public String words() {
    return words;
  }
}
