package dev.facet.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.graph.Parameter;
import dev.facet.trainer.graph.Role;
import dev.facet.trainer.graph.Start;
import dev.facet.trainer.graph.Statistics;
import dev.facet.trainer.optimize.WeightBlock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferTest {
  private static Parameter parameter(String name, Long... shape) {
    return new Parameter(name, Role.WEIGHT, new Start.Constant(7), List.of(shape));
  }

  @Test
  void takesWhatHasTheSameNameAndShapeAndReportsTheRest() {
    Map<String, NamedArrays.Values> arrays = new LinkedHashMap<>();
    arrays.put("linear.weight", values(List.of(2L, 3L, 1L, 1L), 1, 2, 3, 4, 5, 6));
    arrays.put("linear.bias", values(List.of(2L), 8, 9));
    arrays.put("turned", values(List.of(3L, 2L), 0, 0, 0, 0, 0, 0));
    arrays.put("norm.mean", values(List.of(2L), 5, 6));
    arrays.put("classifier", values(List.of(1L), 0));
    List<Parameter> parameters =
        List.of(
            parameter("linear.weight", 2L, 3L),
            parameter("linear.bias", 1L, 2L),
            parameter("turned", 2L, 3L),
            parameter("new", 1L));
    List<Statistics> statistics =
        List.of(new Statistics("norm.mean", "norm.variance", 2, 1, "", ""));
    try (WeightBlock block = new WeightBlock(parameters, statistics)) {
      block.start(1);
      Transfer transfer = Transfer.into(block, new NamedArrays("there", arrays));
      assertThat(transfer.source()).isEqualTo("there");
      assertThat(transfer.taken()).containsExactly("linear.weight", "linear.bias", "norm.mean");
      assertThat(transfer.missing()).containsExactly("new", "norm.variance");
      assertThat(transfer.different()).containsExactly("turned");
      assertThat(transfer.unused()).containsExactly("classifier");
      assertThat(block.array("linear.weight").ravel().toFloatVector())
          .containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(block.array("linear.bias").ravel().toFloatVector()).containsExactly(8, 9);
      assertThat(block.array("norm.mean").toFloatVector()).containsExactly(5, 6);
      assertThat(block.array("norm.variance").toFloatVector()).containsOnly(1);
      assertThat(block.array("turned").ravel().toFloatVector()).containsOnly(7);
    }
  }

  private static NamedArrays.Values values(List<Long> shape, float... numbers) {
    return new NamedArrays.Values(shape, numbers);
  }
}
