package dev.facet.trainer.device;

/** Why a GPU cannot be used. */
final class Obstacle extends Exception {
  private static final long serialVersionUID = 1;

  private final String remedy;

  /**
   * An obstacle.
   *
   * @param problem what is in the way, as the beginning of a sentence
   * @param remedy what to do about it, beside computing on the processor
   */
  Obstacle(String problem, String remedy) {
    super(problem);
    this.remedy = remedy;
  }

  String problem() {
    return getMessage();
  }

  String remedy() {
    return remedy;
  }
}
