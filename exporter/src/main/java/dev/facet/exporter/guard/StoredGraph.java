package dev.facet.exporter.guard;

import dev.facet.exporter.ExportException;
import java.util.List;

/**
 * A SameDiff file.
 *
 * @param variables in the file's order
 * @param operators in the file's order
 */
public record StoredGraph(List<StoredVariable> variables, List<StoredOperator> operators) {
  private static final int VARIABLES = 1;
  private static final int OPERATORS = 2;
  private static final int OUTPUTS = 3;
  private static final int PLACEHOLDERS = 5;
  private static final int LOSSES = 6;
  private static final int TRAINING = 7;
  private static final int UPDATER = 8;

  /**
   * Requires that a file holds an inference graph which ND4J can load without harm.
   *
   * @param content of the file
   * @param where what to call the file in an error
   * @throws ExportException saying what is damaged
   */
  public static void require(byte[] content, String where) {
    try {
      GraphRules.require(read(new FlatBytes(content).root()));
    } catch (DamagedGraph e) {
      throw new ExportException(
          "%s does not hold a SameDiff graph, or it is damaged: %s; restore it, or fit the network again."
              .formatted(where, e.getMessage()),
          e);
    }
  }

  private static StoredGraph read(FlatTable root) {
    root.tables(OUTPUTS, "an output");
    root.texts(PLACEHOLDERS, "a placeholder");
    root.texts(LOSSES, "a loss");
    if (root.text(TRAINING, "the training configuration").isPresent()
        || !root.tables(UPDATER, "the state of an updater").isEmpty()) {
      throw new DamagedGraph("it has the state of a training, which no inference graph has");
    }
    return new StoredGraph(
        root.tables(VARIABLES, "a variable").stream().map(StoredVariable::read).toList(),
        root.tables(OPERATORS, "an operator").stream().map(StoredOperator::read).toList());
  }
}
