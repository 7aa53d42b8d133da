package dev.facet.function.http;

import dev.facet.function.http.v2.InferenceForms;
import dev.facet.function.problem.InferenceError;
import dev.facet.function.problem.Problem;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.security.SecurityScheme;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The head of the OpenAPI document. */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Facet",
            version = "1.0",
            description =
                "Reads faces: images in, attributes, embeddings and explanations out. Errors are application/problem+json (RFC"
                    + " 9457); their types are explained at /problems.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    tags = {
      @Tag(name = "Faces", description = "Images in, predictions out."),
      @Tag(name = "Models", description = "What is served."),
      @Tag(
          name = "Open Inference Protocol",
          description = "Tensors in, tensors out, for clients of KServe and its like.")
    },
    components =
        @Components(
            schemas = {
              @Schema(name = "Problem", implementation = Problem.class),
              @Schema(name = "InferenceError", implementation = InferenceError.class)
            },
            requestBodies =
                @RequestBody(
                    name = InferenceForms.REFERENCE,
                    required = true,
                    description = "The tensor, as JSON or after the JSON.",
                    content = {
                      @Content(
                          mediaType = MediaType.APPLICATION_JSON,
                          schema = @Schema(implementation = InferenceForms.Request.class),
                          examples =
                              @ExampleObject(name = "shortened", value = InferenceForms.ASKED)),
                      @Content(
                          mediaType = MediaType.APPLICATION_OCTET_STREAM,
                          schema = @Schema(type = SchemaType.STRING, format = "binary"))
                    }),
            parameters =
                @Parameter(
                    name = InferenceForms.JSON_LENGTH,
                    in = ParameterIn.HEADER,
                    description = FacetApi.JSON_LENGTH,
                    schema = @Schema(type = SchemaType.INTEGER)),
            responses =
                @APIResponse(
                    name = InferenceForms.REFERENCE,
                    description = "The outputs, as JSON or after the JSON.",
                    headers =
                        @Header(
                            name = InferenceForms.JSON_LENGTH,
                            description = FacetApi.JSON_LENGTH,
                            schema = @Schema(type = SchemaType.INTEGER)),
                    content = {
                      @Content(
                          mediaType = MediaType.APPLICATION_JSON,
                          schema = @Schema(implementation = InferenceForms.Answer.class),
                          examples =
                              @ExampleObject(name = "shortened", value = InferenceForms.ANSWERED)),
                      @Content(
                          mediaType = MediaType.APPLICATION_OCTET_STREAM,
                          schema = @Schema(type = SchemaType.STRING, format = "binary"))
                    }),
            securitySchemes = {
              @SecurityScheme(
                  securitySchemeName = "bearer",
                  type = SecuritySchemeType.HTTP,
                  scheme = "bearer",
                  description = "A key, where the function needs one."),
              @SecurityScheme(
                  securitySchemeName = "header",
                  type = SecuritySchemeType.APIKEY,
                  in = SecuritySchemeIn.HEADER,
                  apiKeyName = "X-API-Key",
                  description = "A key, where Authorization is used by something else.")
            }),
    securitySets = {
      @SecurityRequirementsSet,
      @SecurityRequirementsSet(@SecurityRequirement(name = "bearer")),
      @SecurityRequirementsSet(@SecurityRequirement(name = "header"))
    })
public class FacetApi extends Application {
  static final String JSON_LENGTH =
      "How many bytes of the body are JSON, when the numbers of tensors follow it.";
}
