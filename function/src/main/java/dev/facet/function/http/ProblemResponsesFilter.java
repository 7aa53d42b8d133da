package dev.facet.function.http;

import dev.facet.function.problem.InferenceError;
import dev.facet.function.problem.Problem;
import dev.facet.function.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/** Adds to every operation of the OpenAPI document the problems that it answers with. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class ProblemResponsesFilter implements OASFilter {
  private static final List<ProblemType> ANYWHERE =
      List.of(
          ProblemType.NO_VALID_KEY,
          ProblemType.MISSING_SCOPE,
          ProblemType.RATE_LIMITED,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.INTERNAL);

  private static final Set<ProblemType> NEVER_OF_POST =
      EnumSet.of(ProblemType.NOT_FOUND, ProblemType.METHOD_NOT_ALLOWED);

  /** What can only be wrong with an image file, or with what it comes in. */
  private static final Set<ProblemType> OF_IMAGES =
      EnumSet.of(
          ProblemType.NOT_AN_IMAGE,
          ProblemType.NO_IMAGE,
          ProblemType.BAD_BASE64,
          ProblemType.NOT_ACCEPTABLE,
          ProblemType.IMAGE_TOO_LARGE,
          ProblemType.UNSUPPORTED_MEDIA_TYPE,
          ProblemType.UNUSABLE_IMAGE);

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) ->
                            describe(path, operation, problems(path, method.name()))));
  }

  private static List<ProblemType> problems(String path, String method) {
    if (method.equals("POST")) {
      return Arrays.stream(ProblemType.values())
          .filter(type -> !NEVER_OF_POST.contains(type))
          .filter(type -> type != ProblemType.NO_THRESHOLD || path.endsWith("/verifications"))
          .filter(type -> !InferenceError.isFor(path) || !OF_IMAGES.contains(type))
          .toList();
    }
    return Stream.concat(
            ANYWHERE.stream(),
            path.contains("{") ? Stream.of(ProblemType.UNKNOWN_MODEL) : Stream.empty())
        .toList();
  }

  private static void describe(String path, Operation operation, List<ProblemType> problems) {
    Map<Integer, List<ProblemType>> byStatus =
        problems.stream()
            .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach(
        (status, types) ->
            operation.getResponses().addAPIResponse("" + status, response(path, types)));
  }

  private static APIResponse response(String path, List<ProblemType> types) {
    boolean inference = InferenceError.isFor(path);
    Content content = OASFactory.createContent();
    var media =
        OASFactory.createMediaType()
            .schema(
                OASFactory.createSchema()
                    .ref("#/components/schemas/" + (inference ? "InferenceError" : "Problem")));
    for (ProblemType type : types) {
      media.addExample(
          type.slug(),
          OASFactory.createExample()
              .value(inference ? Map.of("error", type.meaning()) : new TreeMap<>(example(type))));
    }
    content.addMediaType(inference ? MediaType.APPLICATION_JSON : Problem.MEDIA_TYPE, media);
    APIResponse response =
        OASFactory.createAPIResponse()
            .description(
                types.stream().map(ProblemType::title).collect(Collectors.joining("; ", "", ".")))
            .content(content);
    if (types.stream().anyMatch(ProblemType::passes)) {
      response.addHeader(
          "Retry-After",
          OASFactory.createHeader()
              .description("Seconds after which the request may be sent again.")
              .schema(
                  OASFactory.createSchema()
                      .addType(
                          org.eclipse.microprofile.openapi.models.media.Schema.SchemaType
                              .INTEGER)));
    }
    return response;
  }

  private static Map<String, Object> example(ProblemType type) {
    return Map.of(
        "type", type.type(),
        "title", type.title(),
        "status", type.status(),
        "detail", type.meaning());
  }
}
