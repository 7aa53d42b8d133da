package dev.facet.exporter.inspect;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.facet.exporter.frontend.FrontEnd;
import dev.facet.exporter.frontend.OperatorTable;
import dev.facet.exporter.graph.Node;
import dev.facet.exporter.run.TrainedRun;
import java.nio.file.Path;
import java.util.Map;
import org.nd4j.autodiff.samediff.SameDiff;

/**
 * A run's network before the passes. The only class here that wakes SameDiff up, which takes
 * seconds and is not needed to look at a file.
 */
final class TranslatedRun {
  private TranslatedRun() {}

  /**
   * How many operators of each kind there are.
   *
   * @throws dev.facet.trainer.data.DataException if there is no finished run
   * @throws dev.facet.exporter.ExportException if its network cannot be translated
   */
  static Map<String, Long> operators(Path run) {
    SameDiff trained = TrainedRun.read(run).graph();
    return new FrontEnd(OperatorTable.standard())
        .translate(trained, TrainedRun.outputs(trained)).nodes().stream()
            .collect(groupingBy(TranslatedRun::kind, counting()));
  }

  private static String kind(Node node) {
    return node.domain().isEmpty() ? node.operator() : node.domain() + "." + node.operator();
  }
}
