package dev.facet.pipeline.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.pipeline.data.DataFacts.Part;
import dev.facet.pipeline.gate.Verdict;
import dev.facet.pipeline.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataCheckTest {
  private static final Settings.Data SETTINGS =
      new Settings.Data(Map.of("train", 100, "test", 50), 0.03, 0.001, true);

  @Test
  void theSameDataPass() {
    DataFacts data = data(1000, 400, 100, 40, 0);
    assertThat(judge(data, data).passes()).isTrue();
  }

  @Test
  void aShareThatMovedByMoreThanChanceHasDrifted() {
    Verdict verdict = judge(data(1000, 500, 100, 50, 0), data(1000, 400, 100, 40, 0));
    assertThat(verdict.reasons())
        .singleElement()
        .asString()
        .startsWith("Male is on 50.00 % of the faces where it was on 40.00 %")
        .contains("+10.00 points", "the data have drifted", "data.frequencyDrift");
  }

  @Test
  void aMoveThatChanceExplainsPasses() {
    // 10 points of 110 faces: p is about 0.1
    assertThat(judge(data(100, 50, 50, 25, 0), data(100, 40, 50, 20, 0)).passes()).isTrue();
  }

  @Test
  void aMoveThatIsSmallPassesHoweverSureItIs() {
    assertThat(
            judge(
                    data(900_000, 420_000, 100_000, 40_000, 0),
                    data(900_000, 400_000, 100_000, 40_000, 0))
                .passes())
        .isTrue();
  }

  @Test
  void tooFewFacesAMissingLabelAndSharedPersonsAreTold() {
    DataFacts served =
        new DataFacts(
            DataFacts.FORMAT,
            "d",
            "p",
            List.of("Male", "Bald"),
            Map.of("train", new Part(1000, 9, 0, Map.of("Male", 400, "Bald", 20))));
    assertThat(judge(data(90, 36, 60, 24, 3), served).reasons())
        .anyMatch(reason -> reason.startsWith("The train partition has 90 faces, but at least 100"))
        .anyMatch(
            reason -> reason.startsWith("The served model reads Bald, which the data no longer"))
        .anyMatch(reason -> reason.startsWith("3 persons have faces in more than one partition"))
        .hasSize(3);
  }

  private static Verdict judge(DataFacts data, DataFacts served) {
    return new DataCheck(SETTINGS).judge(data, Optional.of(served));
  }

  private static DataFacts data(int train, int trainMale, int test, int testMale, int elsewhere) {
    return new DataFacts(
        DataFacts.FORMAT,
        "digest",
        "pictures",
        List.of("Male"),
        Map.of(
            "train", new Part(train, 9, elsewhere, Map.of("Male", trainMale)),
            "test", new Part(test, 9, elsewhere, Map.of("Male", testMale))));
  }
}
