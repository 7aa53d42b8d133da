package dev.facet.function.bundle;

import java.util.Locale;

/** Why a bundle is not served. */
public enum Flaw {
  /** The folder of bundles cannot be read, or has none. */
  FOLDER,
  /** The manifest is missing, is not JSON, or has mistakes. */
  MANIFEST,
  /** The manifest is not signed as it must be. */
  SIGNATURE,
  /** A file is missing or is not the one that the manifest means. */
  DIGEST,
  /** The network has no form for the device and precision that were asked for. */
  FORM,
  /** The runtime cannot load or run the network. */
  RUNTIME,
  /** Inputs or outputs of the network are not those of the manifest. */
  GRAPH,
  /** The network answers the golden image otherwise than at its export. */
  GOLDEN,
  /** The same name and version is served from another folder. */
  TWICE,
  /** The configuration does not say which model is meant, or means one that is not there. */
  CHOICE,
  /** Its folder is gone, but nothing else can answer in its place. */
  REMOVED;

  /** The name as metrics show it, such as {@code digest}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
