package dev.facet.pipeline.registry;

import dev.facet.pipeline.Folders;
import dev.facet.pipeline.PipelineException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** A bundle as a tar archive that has the same bytes wherever and whenever it is made. */
final class BundleTar {
  private static final int READABLE = 0100644;
  private static final int OPEN_FOLDER = 040755;

  private BundleTar() {}

  /**
   * Packs a folder.
   *
   * @param prefix the folders that the files lie in, such as {@code faces/1.0.0}
   */
  static byte[] of(Path bundle, String prefix) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      StringBuilder folder = new StringBuilder();
      for (String part : prefix.split("/", -1)) {
        put(tar, new TarArchiveEntry(folder.append(part).append('/').toString()), OPEN_FOLDER);
        tar.closeArchiveEntry();
      }
      for (Path file : Folders.files(bundle)) {
        TarArchiveEntry entry = new TarArchiveEntry(folder + bundle.relativize(file).toString());
        entry.setSize(Files.size(file));
        put(tar, entry, READABLE);
        Files.copy(file, tar);
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new PipelineException("%s cannot be packed (%s).".formatted(bundle, e), e);
    }
    return bytes.toByteArray();
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, int mode)
      throws IOException {
    entry.setMode(mode);
    entry.setModTime(0L);
    entry.setIds(0, 0);
    entry.setNames("", "");
    tar.putArchiveEntry(entry);
  }
}
