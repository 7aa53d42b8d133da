package dev.facet.pipeline.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The history of a model.
 *
 * @param format always {@link #FORMAT}
 * @param name of the model
 * @param served the version that functions serve; null before the first
 * @param releases every published version, oldest first
 * @param refused what was not published or not kept, and why, oldest first
 */
public record Releases(
    String format, String name, String served, List<Release> releases, List<Refusal> refused) {
  /** Marks the file and its version. */
  public static final String FORMAT = "facet-releases/1";

  /** How far a version has come. */
  public enum State {
    /** In the folder of bundles; nothing serves it. */
    PUBLISHED,
    /** A function answers a share of the pictures with it. */
    CANARY,
    /** Functions serve it. */
    SERVED,
    /** It was served, until another one was. */
    REPLACED,
    /** Taken back while it was tried or served. */
    ROLLED_BACK
  }

  /**
   * A version.
   *
   * @param version its number
   * @param state how far it has come
   * @param manifest SHA-256 of its manifest, which has those of all its files
   * @param image digest of the OCI image that holds it
   * @param inputs what it was made of
   * @param at when it came to this state, in UTC
   * @param why in a sentence
   */
  public record Release(
      String version,
      State state,
      String manifest,
      String image,
      Inputs inputs,
      String at,
      String why) {
    Release to(State next, String when, String because) {
      return new Release(version, next, manifest, image, inputs, when, because);
    }
  }

  /**
   * Something that was stopped.
   *
   * @param inputs what it was made of
   * @param served the version that it should have replaced; null before the first
   * @param step which step stopped it
   * @param at when, in UTC
   * @param reasons why, a sentence each
   */
  public record Refusal(
      Inputs inputs, String served, String step, String at, List<String> reasons) {}

  /** Takes copies. */
  public Releases {
    releases = List.copyOf(releases);
    refused = List.copyOf(refused);
  }

  /** Of a model of which nothing was published. */
  public static Releases none(String name) {
    return new Releases(FORMAT, name, null, List.of(), List.of());
  }

  /** The version that functions serve. */
  public Optional<Release> current() {
    return release(served);
  }

  /** A version. */
  public Optional<Release> release(String version) {
    return releases.stream().filter(each -> each.version().equals(version)).findFirst();
  }

  /** The version that was served before the one that is. */
  public Optional<Release> previous() {
    return releases.stream()
        .filter(each -> each.state() == State.REPLACED)
        .reduce((first, second) -> first.at().compareTo(second.at()) > 0 ? first : second);
  }

  /** Why the same inputs were stopped before, against the same served version. */
  public Optional<Refusal> refusal(Inputs inputs) {
    return refused.stream()
        .filter(each -> each.inputs().equals(inputs))
        .filter(each -> Objects.equals(each.served(), served))
        .reduce((first, second) -> second);
  }

  /** With another version, or a version in another state. */
  public Releases with(Release release) {
    List<Release> all = new ArrayList<>(releases);
    all.removeIf(each -> each.version().equals(release.version()));
    all.add(release);
    return new Releases(format, name, served, all, refused);
  }

  /** With one more that was stopped. */
  public Releases with(Refusal refusal) {
    List<Refusal> all = new ArrayList<>(refused);
    all.removeIf(each -> each.inputs().equals(refusal.inputs()));
    all.add(refusal);
    return new Releases(format, name, served, releases, all);
  }

  /** Serving another version: the one before becomes what {@code before} makes of it. */
  public Releases serving(Release next, UnaryOperator<Release> before) {
    Releases changed = this;
    Optional<Release> old = current().filter(each -> !each.version().equals(next.version()));
    if (old.isPresent()) {
      changed = changed.with(before.apply(old.orElseThrow()));
    }
    changed = changed.with(next);
    return new Releases(format, name, next.version(), changed.releases, refused);
  }
}
