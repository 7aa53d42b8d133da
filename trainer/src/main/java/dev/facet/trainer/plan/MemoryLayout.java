package dev.facet.trainer.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Places arrays that live at different times into one block of memory, so that two share a place
 * only if they are never needed together. Largest first, each at the lowest place that is free for
 * all of its life (Pisarchyk and Lee 2020, "greedy by size").
 */
final class MemoryLayout {
  /** Places are multiples of this many bytes: a cache line, and the width of AVX-512. */
  static final long ALIGNMENT = 64;

  /**
   * One array's claim.
   *
   * @param name what it is for
   * @param bytes its size
   * @param first the step that writes it
   * @param last the last step that reads it
   */
  record Claim(String name, long bytes, int first, int last) {
    boolean livesWith(Claim other) {
      return first <= other.last && other.first <= last;
    }
  }

  /** A claim with its place: the offset in bytes. */
  record Place(Claim claim, long offset) {
    long end() {
      return offset + roundUp(claim.bytes());
    }
  }

  private final List<Place> places = new ArrayList<>();
  private long size;

  MemoryLayout(List<Claim> claims) {
    List<Claim> bySize = new ArrayList<>(claims);
    bySize.sort(Comparator.comparingLong(Claim::bytes).reversed().thenComparingInt(Claim::first));
    for (Claim claim : bySize) {
      Place place = new Place(claim, lowestFree(claim));
      places.add(place);
      size = Math.max(size, place.end());
    }
  }

  List<Place> places() {
    return places;
  }

  /** Bytes that the whole block needs. */
  long size() {
    return size;
  }

  private long lowestFree(Claim claim) {
    List<Place> neighbours =
        places.stream()
            .filter(place -> place.claim().livesWith(claim))
            .sorted(Comparator.comparingLong(Place::offset))
            .toList();
    long offset = 0;
    for (Place neighbour : neighbours) {
      if (offset + roundUp(claim.bytes()) <= neighbour.offset()) {
        break;
      }
      offset = Math.max(offset, neighbour.end());
    }
    return offset;
  }

  private static long roundUp(long bytes) {
    return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
  }
}
