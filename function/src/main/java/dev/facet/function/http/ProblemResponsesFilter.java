package dev.facet.function.http;

import dev.facet.function.problem.Problem;
import dev.facet.function.problem.ProblemType;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
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

  @Override
  public void filterOpenAPI(OpenAPI document) {
    document
        .getPaths()
        .getPathItems()
        .forEach(
            (path, item) ->
                item.getOperations()
                    .forEach(
                        (method, operation) -> describe(operation, problems(path, method.name()))));
  }

  private static List<ProblemType> problems(String path, String method) {
    if (method.equals("POST")) {
      return Arrays.stream(ProblemType.values())
          .filter(type -> type != ProblemType.NOT_FOUND && type != ProblemType.METHOD_NOT_ALLOWED)
          .filter(type -> type != ProblemType.NO_THRESHOLD || path.endsWith("/verifications"))
          .toList();
    }
    return Stream.concat(
            ANYWHERE.stream(),
            path.endsWith("}") ? Stream.of(ProblemType.UNKNOWN_MODEL) : Stream.empty())
        .toList();
  }

  private static void describe(Operation operation, List<ProblemType> problems) {
    Map<Integer, List<ProblemType>> byStatus =
        problems.stream()
            .collect(Collectors.groupingBy(ProblemType::status, TreeMap::new, Collectors.toList()));
    byStatus.forEach(
        (status, types) -> operation.getResponses().addAPIResponse("" + status, response(types)));
  }

  private static APIResponse response(List<ProblemType> types) {
    Content content = OASFactory.createContent();
    var media =
        OASFactory.createMediaType()
            .schema(OASFactory.createSchema().ref("#/components/schemas/Problem"));
    for (ProblemType type : types) {
      media.addExample(
          type.slug(),
          OASFactory.createExample()
              .value(
                  new TreeMap<>(
                      Map.of(
                          "type", type.type(),
                          "title", type.title(),
                          "status", type.status(),
                          "detail", type.meaning()))));
    }
    content.addMediaType(Problem.MEDIA_TYPE, media);
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
}
