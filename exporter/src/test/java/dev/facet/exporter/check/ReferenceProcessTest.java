package dev.facet.exporter.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.facet.exporter.ExportException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said when the other process does not answer as it should. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ReferenceProcessTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  @Test
  void aCrashIsOneSentence() {
    assertThatThrownBy(() -> ask(StrangePrograms.Crashes.class, LONG))
        .isInstanceOf(ExportException.class)
        .hasMessageMatching("OpenCV crashed on the model \\(exit status .*: report it.*");
  }

  @Test
  void aCrashLeavesItsReportInTheFolderThatIsDeleted() {
    assertThatThrownBy(() -> ask(StrangePrograms.Crashes.class, LONG))
        .isInstanceOf(ExportException.class);

    assertThat(folder.resolve("crash.txt")).isNotEmptyFile();
  }

  @Test
  void aKilledProcessIsOneSentenceWithItsLastWords() {
    assertThatThrownBy(() -> ask(StrangePrograms.IsKilled.class, LONG))
        .isInstanceOf(ExportException.class)
        .hasMessage(
            "OpenCV crashed on the model (exit status 137, last words 'out of memory'): report it"
                + " with the model.");
  }

  @Test
  void aProcessThatHangsIsStopped() {
    assertThatThrownBy(() -> ask(StrangePrograms.Hangs.class, Duration.ofSeconds(1)))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("OpenCV had no answer after 1 s and was stopped");
    assertThat(ProcessHandle.current().children()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void readsTheLastLine() {
    assertThat(
            ask(StrangePrograms.Echoes.class, LONG, "{\"verdict\":\"GOOD\"}")
                .path("verdict")
                .asText())
        .isEqualTo("GOOD");
  }

  @Test
  void saysWhenTheAnswerCannotBeRead() {
    assertThatThrownBy(() -> ask(StrangePrograms.Echoes.class, LONG, "well"))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("OpenCV gave an answer that cannot be read");
    Reference strange = Reference.of(process(StrangePrograms.VerdictOfItsOwn.class, LONG));
    assertThatThrownBy(() -> strange.check(folder, SmallNet.sound()))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("gave the verdict 'PERHAPS', which Facet does not know");
  }

  @Test
  void saysThatThePlatformHasNoLibrary() {
    Reference reference = Reference.of(process(StrangePrograms.HasNoLibrary.class, LONG));

    assertThat(reference.check(folder, SmallNet.sound()).toString())
        .startsWith("not checked: its library cannot be loaded on ")
        .endsWith("(no jnionnx)");
    assertThat(reference.compare(folder, SmallNet.pictures(1), Map.of(), 0).toString())
        .startsWith("not checked: ");
  }

  @Test
  void saysThatItWasNotInstalled() {
    Reference reference = Reference.beside(folder);

    assertThat(reference.check(folder, SmallNet.sound()).toString())
        .startsWith("not checked: ")
        .contains("lib-reference is not beside the exporter");
    assertThat(reference.compare(folder, Map.of(), Map.of(), 0).toString())
        .startsWith("not checked: ")
        .contains("lib-reference is not beside the exporter");
  }

  @Test
  void namesAWrongQuestion() {
    ReferenceProcess process =
        new ReferenceProcess(
            System.getProperty(Reference.PROPERTY), "dev.facet.reference.Main", LONG);

    assertThatThrownBy(() -> process.ask("OpenCV", folder, List.of("dance")))
        .isInstanceOf(ExportException.class)
        .hasMessageContaining("exit status 2, last words");
  }

  private JsonNode ask(Class<?> main, Duration limit, String... request) {
    return process(main, limit).ask("OpenCV", folder, List.of(request));
  }

  private static ReferenceProcess process(Class<?> main, Duration limit) {
    return new ReferenceProcess(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        main.getName(),
        limit);
  }
}
