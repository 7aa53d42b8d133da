package dev.facet.trainer.fit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.run.RunDirectory;
import java.util.Map;
import java.util.TreeMap;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
import org.nd4j.autodiff.samediff.VariableType;

/** All numbers of a saved graph, running statistics included, to compare runs bit for bit. */
public final class SavedWeights {
  private SavedWeights() {}

  /** The numbers of a finished run by name. */
  public static Map<String, float[]> of(RunDirectory run) {
    SameDiff graph = SameDiff.load(run.graph().toFile(), false);
    Map<String, float[]> weights = new TreeMap<>();
    for (SDVariable variable : graph.variables()) {
      if (variable.getVariableType() == VariableType.VARIABLE || variable.isConstant()) {
        weights.put(variable.name(), variable.getArr().ravel().toFloatVector());
      }
    }
    return weights;
  }

  /** Fails with the name of the first array that differs in any bit. */
  public static void assertSame(Map<String, float[]> one, Map<String, float[]> other) {
    assertThat(one).isNotEmpty();
    assertThat(other.keySet()).isEqualTo(one.keySet());
    one.forEach((name, values) -> assertThat(other.get(name)).as(name).isEqualTo(values));
  }
}
