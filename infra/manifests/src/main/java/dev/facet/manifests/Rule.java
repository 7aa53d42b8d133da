package dev.facet.manifests;

import java.util.stream.Stream;

/** Something that has to be true of an object. */
@FunctionalInterface
public interface Rule {
  /**
   * What is wrong.
   *
   * @param one the object that is looked at
   * @param all those that are applied together with it
   */
  Stream<Finding> findings(Manifest one, Manifests all);
}
