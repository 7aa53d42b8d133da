package dev.facet.trainer.fit;

import static java.util.Objects.requireNonNull;

import dev.facet.trainer.data.DataException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** Keeps two processes from training one run; the system frees it when its holder dies. */
final class RunLock implements AutoCloseable {
  /** How long a killed launcher's training process may need to notice. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final FileChannel channel;

  /** What is done while the lock is held. */
  interface Work<T> {
    T run() throws IOException;
  }

  private RunLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Does something while holding the lock; waits a little for a process that is just ending.
   *
   * @throws DataException if another process holds it
   */
  static <T> T holding(Path file, Work<T> work) throws IOException {
    try (RunLock held = take(file)) {
      requireNonNull(held, "lock is null");
      return work.run();
    }
  }

  private static RunLock take(Path file) throws IOException {
    Files.createDirectories(file.getParent());
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      if (locked(channel)) {
        return new RunLock(channel);
      }
      if (System.nanoTime() > deadline) {
        channel.close();
        throw new DataException(
            "another process trains in %s: wait for it, end it, or choose another --out."
                .formatted(file.getParent().getParent()));
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while waiting for " + file, e);
      }
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
