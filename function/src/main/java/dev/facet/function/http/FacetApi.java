package dev.facet.function.http;

import dev.facet.function.problem.Problem;
import jakarta.ws.rs.core.Application;
import org.eclipse.microprofile.openapi.annotations.Components;
import org.eclipse.microprofile.openapi.annotations.OpenAPIDefinition;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeIn;
import org.eclipse.microprofile.openapi.annotations.enums.SecuritySchemeType;
import org.eclipse.microprofile.openapi.annotations.info.Info;
import org.eclipse.microprofile.openapi.annotations.info.License;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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
                "Reads faces: images in, attributes out. Errors are application/problem+json (RFC"
                    + " 9457); their types are explained at /problems.",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    tags = {
      @Tag(name = "Faces", description = "Images in, predictions out."),
      @Tag(name = "Models", description = "What is served.")
    },
    components =
        @Components(
            schemas = @Schema(name = "Problem", implementation = Problem.class),
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
public class FacetApi extends Application {}
