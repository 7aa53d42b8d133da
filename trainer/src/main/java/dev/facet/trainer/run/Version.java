package dev.facet.trainer.run;

import java.util.Optional;

/** The version of Facet that runs. */
public final class Version {
  private Version() {}

  /** From the jar's manifest; {@code development} where there is none. */
  public static String current() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("development");
  }
}
