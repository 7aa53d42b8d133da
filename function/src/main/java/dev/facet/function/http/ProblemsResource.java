package dev.facet.function.http;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The pages to which the {@code type} of a problem refers. */
@Path("/problems")
@Produces(MediaType.TEXT_HTML)
public class ProblemsResource {
  /** All problems. */
  @GET
  @Operation(hidden = true)
  public String all() {
    return page(
        "Problems",
        Arrays.stream(ProblemType.values())
            .map(
                type ->
                    "<li><a href=\"%s\">%s</a> (%d)"
                        .formatted(type.type(), type.title(), type.status()))
            .collect(Collectors.joining("", "<ul>", "</ul>")));
  }

  /**
   * One problem.
   *
   * @throws ProblemException when there is none of that name
   */
  @GET
  @Path("{slug}")
  @Operation(hidden = true)
  public String one(@PathParam("slug") String slug) {
    ProblemType type =
        ProblemType.ofSlug(slug)
            .orElseThrow(
                () ->
                    new ProblemException(
                        ProblemType.NOT_FOUND,
                        "No problem is called %s; /problems lists them."
                            .formatted(Quoted.value(slug))));
    return page(
        type.title(),
        "<p>%s</p><p>HTTP status %d, type <code>%s</code>. <a href=\"/problems\">All problems</a></p>"
            .formatted(type.meaning(), type.status(), type.type()));
  }

  private static String page(String title, String body) {
    return """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width">
      <title>%s</title>
      <link rel="stylesheet" href="/facet.css">
      <main class="text"><h1>%s</h1>%s</main>
      </html>
      """
        .formatted(title, title, body);
  }
}
