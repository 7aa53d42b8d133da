package dev.facet.function.http;

import static dev.facet.function.http.FixtureModel.ATTRIBUTES;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.facet.function.fixture.Pictures;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The dashboard and the alerts ask only for what the function measures. */
@QuarkusTest
@TestProfile(FixtureModel.class)
class DashboardTest {
  private static final Path DASHBOARD = Path.of("../infra/dashboards/facet.json");
  private static final Path ALERTS = Path.of("../infra/operations/alerts.yaml");
  private static final Pattern METRIC =
      Pattern.compile("\\b(?:facet|jvm|process|system|http)_[a-z_]+\\b");
  private static final Pattern SAMPLE = Pattern.compile("(?m)^([a-z_]+)[{ ]");

  /** Counted for the first time when it happens, with the name of what was refused. */
  private static final Set<String> LATER = Set.of("facet_model_refused_total");

  @Test
  void everyQueryAsksForAMetricThatIsThere() throws IOException {
    readAPicture();

    Set<String> asked = new TreeSet<>();
    for (String query : queries()) {
      Set<String> names = names(query);
      assertThat(names).as(query).isNotEmpty();
      asked.addAll(names);
    }

    assertThat(asked).hasSizeGreaterThan(15).containsAll(LATER);
    asked.removeAll(LATER);
    assertThat(served()).containsAll(asked);
  }

  @Test
  void everyAlertAsksForAMetricThatIsThereAndLeadsToAPage() throws IOException {
    readAPicture();
    JsonNode alerts = new YAMLMapper().readTree(ALERTS.toFile());
    Set<String> headings =
        Files.readAllLines(ALERTS.resolveSibling("runbook.md")).stream()
            .filter(line -> line.startsWith("## "))
            .map(line -> line.substring(3).toLowerCase(Locale.ROOT))
            .map(heading -> heading.replaceAll("[^a-z ]", "").replace(' ', '-'))
            .collect(Collectors.toSet());

    Set<String> asked = new TreeSet<>();
    alerts.findValuesAsText("expr").forEach(query -> asked.addAll(names(query)));

    assertThat(asked).hasSizeGreaterThan(5).containsAll(LATER);
    asked.removeAll(LATER);
    assertThat(served()).containsAll(asked);
    assertThat(alerts.findValuesAsText("runbook"))
        .hasSize(alerts.findValuesAsText("alert").size())
        .allSatisfy(page -> assertThat(headings).contains(page.replaceFirst("^runbook\\.md#", "")));
  }

  @Test
  void showsEverythingThatTheFunctionMeasuresOfItself() throws IOException {
    String metrics = given().get("/q/metrics").asString();
    Set<String> own = new TreeSet<>();
    Pattern.compile("(?m)^# TYPE (facet_[a-z_]+) (\\w+)")
        .matcher(metrics)
        .results()
        .map(type -> type.group(1))
        .filter(name -> !name.endsWith("_max")) // lies within the quantiles
        .forEach(own::add);

    Set<String> asked = new HashSet<>();
    for (String query : queries()) {
      asked.addAll(names(query));
    }

    assertThat(own)
        .isNotEmpty()
        .allSatisfy(name -> assertThat(asked).anyMatch(query -> query.startsWith(name)));
  }

  private static void readAPicture() {
    byte[] jpeg = Pictures.jpeg(Pictures.gradient(30, 40));
    given().contentType("image/jpeg").body(jpeg).post(ATTRIBUTES).then().statusCode(200);
  }

  private static Set<String> served() {
    return SAMPLE
        .matcher(given().get("/q/metrics").asString())
        .results()
        .map(sample -> sample.group(1))
        .collect(Collectors.toSet());
  }

  private static Set<String> names(String query) {
    return METRIC.matcher(query).results().map(name -> name.group()).collect(Collectors.toSet());
  }

  private static List<String> queries() throws IOException {
    JsonNode dashboard = new ObjectMapper().readTree(DASHBOARD.toFile());
    List<String> queries = dashboard.findValuesAsText("expr");
    for (JsonNode variable : dashboard.at("/templating/list")) {
      if (variable.path("type").asText().equals("query")) {
        queries.add(variable.path("query").asText());
      }
    }
    assertThat(queries).hasSizeGreaterThan(20);
    return queries;
  }
}
