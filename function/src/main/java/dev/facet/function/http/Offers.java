package dev.facet.function.http;

import dev.facet.function.model.Models;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;

/** Knows which of the models that are served have which outputs. */
@Singleton
class Offers {
  private final Models models;

  Offers(Models models) {
    this.models = models;
  }

  /**
   * Does nothing when a model has all these outputs.
   *
   * @throws ProblemException when it lacks one; the sentence names the models that do not
   */
  void require(ServedModel model, Collection<String> outputs) {
    for (String output : outputs) {
      if (!has(model, output)) {
        throw new ProblemException(
            ProblemType.OUTPUT_NOT_OFFERED,
            "The model %s has no output '%s'; %s.".formatted(name(model), output, advice(output)));
      }
    }
  }

  private String advice(String output) {
    List<String> others =
        models.all().stream().filter(model -> has(model, output)).map(Offers::name).toList();
    return others.isEmpty()
        ? "none of the models that are served has it"
        : "name one that has with ?model=: " + String.join(", ", others);
  }

  private static boolean has(ServedModel model, String output) {
    return model.manifest().outputs().containsKey(output);
  }

  private static String name(ServedModel model) {
    return model.manifest().versioned();
  }
}
