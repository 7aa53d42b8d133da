package dev.facet.function.access;

import dev.facet.function.config.Scope;

/** What an address leads to, as far as it decides who may go there. */
public sealed interface Place {
  /** Where everybody may go: health, the contract, and pages without data. */
  record Open() implements Place {}

  /** A call: whoever has a key with its scope may go there. */
  record Call(Scope scope) implements Place {}

  /** Everything else: nobody may go there, and without a key nobody is even told so. */
  record Unknown() implements Place {}

  /**
   * The place at a path. Only paths that are spelled as in the contract lead anywhere; a spelling
   * that another part of the server might read differently is unknown here.
   *
   * @param path with dots, repeated slashes and needless percent signs resolved
   */
  public static Place at(String path) {
    if (!path.startsWith("/")) {
      return new Unknown();
    }
    String[] steps = path.substring(1).split("/", -1);
    int last = steps.length - 1;
    int length = last > 0 && steps[last].isEmpty() ? last : steps.length; // a slash at the end
    return switch (steps[0]) {
      case "", "index.html", "facet.js", "facet.css", "facet.svg" -> open(length == 1);
      case "problems" -> open(length <= 2);
      case "q" -> operations(steps, length);
      case "v1" -> ours(steps, length);
      case "v2" -> protocol(steps, length);
      default -> new Unknown();
    };
  }

  private static Place operations(String[] steps, int length) {
    return switch (length > 1 ? steps[1] : "") {
      case "health", "swagger-ui" -> new Open();
      case "openapi", "openapi.json", "openapi.yaml", "openapi.yml" -> open(length == 2);
      case "metrics", "info" -> call(length == 2, Scope.METRICS);
      default -> new Unknown();
    };
  }

  private static Place ours(String[] steps, int length) {
    return switch (length > 1 ? steps[1] : "") {
      case "attributes" -> call(length == 2, Scope.ATTRIBUTES);
      case "embeddings" -> call(length == 2, Scope.EMBEDDINGS);
      case "verifications" -> call(length == 2, Scope.VERIFICATIONS);
      case "explanations" -> call(length == 2, Scope.EXPLANATIONS);
      case "events" -> call(length == 2, Scope.EVENTS);
      case "models" -> call(length <= 3, Scope.MODELS);
      default -> new Unknown();
    };
  }

  /** Open Inference Protocol: {@code /v2/models/NAME[/versions/VERSION][/ready|/infer]}. */
  private static Place protocol(String[] steps, int length) {
    return switch (length > 1 ? steps[1] : "") {
      case "" -> call(length == 1, Scope.MODELS);
      case "health" -> open(length == 3);
      case "models" -> {
        int after = length > 4 && steps[3].equals("versions") ? 5 : 3;
        yield switch (length > after ? steps[after] : "") {
          case "" -> call(length == after || length == 2, Scope.MODELS);
          case "ready" -> call(length == after + 1, Scope.MODELS);
          case "infer" -> call(length == after + 1, Scope.INFER);
          default -> new Unknown();
        };
      }
      default -> new Unknown();
    };
  }

  private static Place open(boolean known) {
    return known ? new Open() : new Unknown();
  }

  private static Place call(boolean known, Scope scope) {
    return known ? new Call(scope) : new Unknown();
  }
}
