package dev.facet.exporter.frontend;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.guard.StoredGraph;
import dev.facet.exporter.runtime.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.autodiff.samediff.SameDiff;

/** Loads SameDiff graphs from files that may hold anything. */
public final class SavedGraph {
  private SavedGraph() {}

  /**
   * The graph in a file, after its bytes were looked at and it was tried in a process of its own.
   * What a training left in the file is not loaded.
   *
   * @param file as {@code SameDiff.save} writes it
   * @param outputs variables to try, of those that the graph has
   * @throws ExportException if there is no such graph
   */
  public static SameDiff load(Path file, List<String> outputs) {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      byte[] saved = Files.readAllBytes(file);
      byte[] graph = StoredGraph.withoutTraining(saved, file.toString());
      StoredGraph.require(graph, file.toString());
      Path clean =
          graph.length == saved.length
              ? file
              : Files.write(folder.path().resolve("graph.sd"), graph);
      GraphTrial.require(clean, outputs);
      return SameDiff.load(clean.toFile(), false);
    } catch (ExportException e) {
      throw e;
    } catch (IOException e) {
      throw new ExportException("%s cannot be read: %s.".formatted(file, e.getMessage()), e);
    } catch (Exception | OutOfMemoryError e) {
      // ND4J throws checked exceptions that it does not declare, and a broken length can ask for
      // more memory than there is.
      throw new ExportException(
          "%s does not hold a SameDiff graph that ND4J can load%s: restore it, or fit the network again."
              .formatted(file, PlainText.reason(e)),
          e);
    }
  }
}
