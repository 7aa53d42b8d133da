package dev.facet.exporter.inspect.page;

import static dev.facet.exporter.inspect.page.Html.escape;
import static java.util.stream.Collectors.joining;

import dev.facet.exporter.ExportException;
import dev.facet.exporter.PlainText;
import dev.facet.exporter.inspect.Inspection;
import dev.facet.exporter.inspect.Numbers;
import dev.facet.exporter.onnx.outline.ModelOutline;
import dev.facet.exporter.onnx.outline.ValueOutline;
import dev.facet.trainer.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A model as one page of HTML that loads nothing. */
public final class InspectionPage {
  /** Above this many boxes a drawing helps nobody, and takes minutes to lay out. */
  private static final int MOST_BOXES = 3000;

  private InspectionPage() {}

  /**
   * Writes the page. The file is replaced in one step, so that a reader never finds half of it.
   *
   * @throws ExportException if the file cannot be written
   */
  public static void write(Path file, Inspection inspection) {
    try {
      WholeFile.replace(file, render(inspection));
    } catch (IOException e) {
      throw new ExportException(
          "The page cannot be written to %s: %s; name another place with --html."
              .formatted(file, e.getMessage()),
          e);
    }
  }

  /** The page: the same text for the same inspection. */
  public static String render(Inspection inspection) {
    Diagram whole = Diagram.of(inspection);
    Optional<Diagram> diagram = Optional.of(whole).filter(it -> it.boxes().size() <= MOST_BOXES);
    String script = "\n" + Template.text("page.js");
    ModelOutline model = inspection.file().outline();
    return Template.fill(
        "page.html",
        Map.ofEntries(
            Map.entry("title", escape(PlainText.name(inspection.file().title()))),
            Map.entry("subtitle", escape(subtitle(inspection))),
            Map.entry("style", Template.text("page.css")),
            Map.entry("script", script),
            Map.entry("script-digest", digest(script)),
            Map.entry("tiles", tiles(inspection)),
            Map.entry("border", border("input", model) + border("output", model)),
            Map.entry("notes", notes(inspection)),
            Map.entry("operators", Tables.operators(inspection)),
            Map.entry("times", inspection.profile().map(Tables::times).orElse("")),
            Map.entry(
                "graph", diagram.map(it -> graph(inspection, it)).orElseGet(() -> tooLarge(whole))),
            Map.entry("list", Tables.list(inspection, diagram)),
            Map.entry(
                "details", diagram.map(it -> NodeDetails.json(inspection, it)).orElse("[]"))));
  }

  private static String subtitle(Inspection inspection) {
    ModelOutline model = inspection.file().outline();
    String sets =
        model.operatorSets().entrySet().stream()
            .map(set -> (set.getKey() + " " + set.getValue()).strip())
            .collect(joining(", "));
    return "%s, written by %s, operator set %s"
        .formatted(
            Numbers.size(inspection.file().bytes()),
            model.producer().isEmpty() ? "an unknown producer" : PlainText.name(model.producer()),
            PlainText.name(sets));
  }

  private static String tiles(Inspection inspection) {
    StringBuilder out = new StringBuilder();
    tile(out, Numbers.large(inspection.parameters()), "parameters");
    tile(out, Numbers.size(inspection.weightBytes()), "of constants");
    tile(
        out,
        Numbers.large(inspection.multiplyAdds()),
        inspection.unknown().isEmpty()
            ? "multiply-adds a call"
            : "multiply-adds a call that are known");
    tile(
        out,
        Numbers.count(inspection.file().outline().allNodes().count()),
        "operators in the file");
    inspection
        .profile()
        .ifPresent(
            profile ->
                tile(
                    out,
                    String.format(Locale.ROOT, "%.2f ms", profile.milliseconds()),
                    "a call, median of %d on one thread".formatted(profile.calls())));
    return out.toString();
  }

  private static void tile(StringBuilder out, String number, String what) {
    out.append("<li><strong>%s</strong><span>%s</span></li>\n".formatted(escape(number), what));
  }

  private static String border(String kind, ModelOutline model) {
    return (kind.equals("input") ? model.inputs() : model.outputs())
        .stream().map(value -> line(kind, value)).collect(joining());
  }

  private static String line(String kind, ValueOutline value) {
    return "<dt>%s %s</dt><dd>%s</dd>\n"
        .formatted(kind, escape(PlainText.name(value.name())), escape(value.describe()));
  }

  private static String notes(Inspection inspection) {
    StringBuilder out = new StringBuilder();
    if (!inspection.inputs().isEmpty()) {
      out.append(
          "<p class=\"faint\">All of a call with %s.</p>\n"
              .formatted(
                  escape(
                      inspection.inputs().entrySet().stream()
                          .map(
                              input ->
                                  PlainText.name(input.getKey())
                                      + " "
                                      + Diagram.shape(input.getValue()))
                          .collect(joining(", ")))));
    }
    inspection
        .noProfile()
        .ifPresent(
            why ->
                out.append("<p>Times are unknown: %s.</p>\n".formatted(escape(PlainText.of(why)))));
    return out.toString();
  }

  private static String graph(Inspection inspection, Diagram diagram) {
    String legend =
        Arrays.stream(Family.values())
            .filter(
                family ->
                    diagram.boxes().stream().anyMatch(box -> box.style().equals(family.style())))
            .map(
                family ->
                    "<li><i class=\"%s\"></i>%s</li>\n".formatted(family.style(), family.title()))
            .collect(joining());
    return Template.fill(
        "viewer.html",
        Map.of("legend", legend, "svg", Drawing.svg(diagram, inspection.file().title())));
  }

  private static String tooLarge(Diagram whole) {
    return "<p>The graph has %s boxes, and more than %s are not drawn; the list below has all of them.</p>\n"
        .formatted(Numbers.count(whole.boxes().size()), Numbers.count(MOST_BOXES));
  }

  /** The page's policy names its own script by digest, so that no other can run. */
  private static String digest(String script) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
