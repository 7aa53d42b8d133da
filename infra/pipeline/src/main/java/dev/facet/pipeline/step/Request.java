package dev.facet.pipeline.step;

import dev.facet.pipeline.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a user asks for.
 *
 * @param data the faces to learn from
 * @param recipe the name of a recipe or a file
 * @param fit more arguments for {@code facet-trainer fit}
 * @param name of the model
 * @param version of it, if not the next one
 * @param registry the folder of published models
 * @param work where what is under way lies
 * @param sign a private Ed25519 key in PEM to sign with
 * @param key the public one, which every signature must be of
 * @param settings what data and a model must keep
 * @param again whether to try what was stopped or served before
 */
public record Request(
    Path data,
    String recipe,
    List<String> fit,
    String name,
    Optional<String> version,
    Path registry,
    Path work,
    Optional<Path> sign,
    Optional<Path> key,
    Settings settings,
    boolean again) {
  /** Takes a copy. */
  public Request {
    fit = List.copyOf(fit);
  }
}
