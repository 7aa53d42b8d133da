package dev.facet.manifests;

/** A file of objects that cannot be read; the message is one sentence for the person who asked. */
public final class ManifestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ManifestException(String message, Throwable cause) {
    super(message, cause);
  }

  ManifestException(String message) {
    super(message);
  }
}
