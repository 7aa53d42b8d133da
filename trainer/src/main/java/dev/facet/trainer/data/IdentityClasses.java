package dev.facet.trainer.data;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers the persons of some faces 0..count-1, in the order of their identities. The same persons
 * have the same classes whatever the order and number of their faces. Immutable.
 */
public final class IdentityClasses {
  /** The class of a face whose person is not known or not among the numbered ones. */
  public static final int UNKNOWN = -1;

  private final int[] identities;

  private IdentityClasses(int[] identities) {
    this.identities = identities;
  }

  /** Numbers the known identities of those faces, which may be none. */
  public static IdentityClasses of(List<Example> faces) {
    return new IdentityClasses(
        faces.stream()
            .mapToInt(Example::identity)
            .filter(identity -> identity != Example.UNKNOWN_IDENTITY)
            .sorted()
            .distinct()
            .toArray());
  }

  /** How many persons there are. */
  public int count() {
    return identities.length;
  }

  /** The class 0..count-1 of an identity, or {@link #UNKNOWN}. */
  public int classOf(int identity) {
    return Math.max(UNKNOWN, Arrays.binarySearch(identities, identity));
  }
}
