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
   * The file without what its training left there: the configuration, which names classes to load,
   * and the state of the updater. The graph is the same without them.
   *
   * @param content of the file
   * @param where what to call the file in an error
   * @return the content itself if there is nothing of the kind
   * @throws ExportException saying what is damaged
   */
  public static byte[] withoutTraining(byte[] content, String where) {
    try {
      FlatTable root = new FlatBytes(content).root();
      return root.has(TRAINING) || root.has(UPDATER)
          ? root.fileWithout(TRAINING, UPDATER)
          : content;
    } catch (DamagedGraph e) {
      throw damaged(where, e);
    }
  }

  private static ExportException damaged(String where, DamagedGraph cause) {
    return new ExportException(
        "%s does not hold a SameDiff graph, or it is damaged: %s; restore it, or fit the network again."
            .formatted(where, cause.getMessage()),
        cause);
  }

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
      throw damaged(where, e);
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
