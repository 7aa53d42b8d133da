package dev.facet.function.config;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What can be configured about who may call, what is told and what is written down. */
public interface AccessConfig {
  /**
   * Who may call, by a name for each key: lower-case letters, digits and hyphens, which the audit
   * log shows. Without any key everybody may call who can connect.
   */
  Map<String, Key> keys();

  /**
   * Whether everybody may call although others than this machine can connect and there are no keys,
   * because something before the function decides who may.
   */
  @WithDefault("false")
  boolean open();

  /** Which attributes are told. */
  Attributes attributes();

  /** What is written down about requests. */
  Audit audit();

  /** A key, of which only the digest is known here. */
  interface Key {
    /** The SHA-256 of the key, 64 hexadecimal digits. */
    String sha256();

    /** What the key may be used for, at least one. */
    Set<Scope> scopes();

    /** How many requests the key may make; without it as many as there is room for. */
    Optional<Rate> rate();
  }

  /** Which attributes are told. */
  interface Attributes {
    /** Labels that leave every answer. One that no served model has is an error at start. */
    Optional<Set<String>> hide();
  }

  /** What is written down about requests. */
  interface Audit {
    /** Whether one line of JSON is logged for every call, in the category dev.facet.audit. */
    @WithDefault("false")
    boolean enabled();

    /**
     * A secret of 16 characters or more. With it digests of images are HMAC-SHA-256, by which only
     * those who know the secret can recognise an image that they have; without it SHA-256.
     */
    Optional<String> secret();
  }
}
