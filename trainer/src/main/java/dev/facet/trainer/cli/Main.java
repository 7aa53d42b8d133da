package dev.facet.trainer.cli;

import jdk.incubator.vector.FloatVector;

/** Entry. */
public final class Main {
  private Main() {}

  /** Starts. */
  public static void main(String[] args) {
    System.out.println(FloatVector.SPECIES_PREFERRED + " " + org.nd4j.linalg.factory.Nd4j.ones(2));
  }
}
