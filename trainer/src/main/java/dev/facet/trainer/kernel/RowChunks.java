package dev.facet.trainer.kernel;

import java.util.stream.IntStream;

/**
 * Feature maps with their channels last as a matrix, one row of C channels for each position, cut
 * into chunks of rows that the cores share. The cut depends on the extents only, so sums over
 * chunks, added in order, do not depend on the number of cores.
 *
 * @param rows positions of all images, N * H * W
 * @param channels C
 * @param rowsPerChunk rows of every chunk but the last
 */
record RowChunks(int rows, int channels, int rowsPerChunk) {
  /** A chunk of one array fits into a first-level cache. */
  private static final int VALUES = 8192;

  private static final int FEWEST_ROWS = 64;

  /** What is done with a chunk. */
  interface Work {
    /**
     * Works on some rows.
     *
     * @param chunk its number
     * @param first number of its first value, row after row
     * @param rows how many
     */
    void on(int chunk, long first, int rows);
  }

  static RowChunks of(NormShape shape) {
    int rows = Math.toIntExact(shape.population());
    return new RowChunks(rows, shape.channels(), Math.max(FEWEST_ROWS, VALUES / shape.channels()));
  }

  int count() {
    return (rows + rowsPerChunk - 1) / rowsPerChunk;
  }

  /** Rows of a chunk. */
  int rowsOf(int chunk) {
    return Math.min(rowsPerChunk, rows - chunk * rowsPerChunk);
  }

  void each(Work work) {
    IntStream.range(0, count())
        .parallel()
        .forEach(chunk -> work.on(chunk, (long) chunk * rowsPerChunk * channels, rowsOf(chunk)));
  }
}
