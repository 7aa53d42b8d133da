package dev.facet.pipeline.tool;

import dev.facet.pipeline.Digests;
import dev.facet.pipeline.Folders;
import dev.facet.pipeline.PipelineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;

/**
 * What the code of some jars is: SHA-256 over the names, sizes and check sums of what they hold, so
 * that a jar that is packed anew from the same sources counts as the same, and over the names of
 * the libraries beside it, which have their versions.
 */
public final class CodeDigest {
  private CodeDigest() {}

  /**
   * Over these jars.
   *
   * @throws PipelineException if one cannot be read
   */
  public static String of(List<Path> jars) {
    StringBuilder all = new StringBuilder();
    for (Path jar : jars) {
      TreeMap<String, String> entries = new TreeMap<>();
      try (JarFile file = new JarFile(jar.toFile())) {
        file.stream()
            .filter(entry -> !entry.isDirectory())
            .forEach(entry -> entries.put(entry.getName(), entry.getSize() + " " + entry.getCrc()));
      } catch (IOException e) {
        throw new PipelineException("%s cannot be read as a jar (%s).".formatted(jar, e), e);
      }
      all.append(jar.getFileName()).append(entries).append('\n');
      Folders.files(jar.resolveSibling("lib"))
          .forEach(library -> all.append(library.getFileName()).append('\n'));
    }
    return Digests.of(all.toString());
  }
}
