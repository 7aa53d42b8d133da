package dev.facet.trainer.optimize;

import java.util.ArrayList;
import java.util.List;

/** A block of weights cut into pieces that the cores can share; none crosses two arrays. */
final class Chunks {
  private static final long MOST = 1 << 16;

  /** Numbers from begin on; all of one array, so decay applies to all of them or to none. */
  record Chunk(long begin, long end, boolean decays) {}

  /** What is done with a piece. */
  interface Work {
    void on(Chunk chunk);
  }

  private final List<Chunk> chunks = new ArrayList<>();

  Chunks(List<WeightBlock.Place> places) {
    for (WeightBlock.Place place : places) {
      long end = place.offset() + place.length();
      for (long begin = place.offset(); begin < end; begin += MOST) {
        chunks.add(new Chunk(begin, Math.min(end, begin + MOST), place.decays()));
      }
    }
  }

  void each(Work work) {
    chunks.parallelStream().forEach(work::on);
  }
}
