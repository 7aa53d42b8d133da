package dev.facet.function.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The models change with their folder. */
class ModelSwapTest {
  private static final Optional<String> DEFAULT = Optional.empty();

  @TempDir Path root;

  @Test
  void aNewVersionTakesThePlaceOfTheOldOne() throws IOException {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      write("1.1.0", 2);
      loaded.look();

      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
      assertThat(loaded.versions()).containsExactly("1.0.0", "1.1.0");
      assertThat(loaded.models().named("colours@1.0.0").manifest().version()).isEqualTo("1.0.0");

      remove("1.0.0");
      loaded.look();

      assertThat(loaded.versions()).containsExactly("1.1.0");
      assertThat(loaded.sessions()).isEqualTo(1);
      assertThat(loaded.told()).isEqualTo(1);
    }
  }

  @Test
  void aBundleIsTriedOnlyWhenNobodyWritesToItAnyMore() throws IOException {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      Path folder = write("1.1.0", 2);
      byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
      for (int bytes = 0; bytes < model.length; bytes += model.length / 3) {
        Files.write(folder.resolve("model.onnx"), Arrays.copyOf(model, bytes));
        loaded.models().refresh();
      }
      Files.write(folder.resolve("model.onnx"), model);
      loaded.models().refresh();
      assertThat(loaded.versions()).containsExactly("1.0.0");

      loaded.models().refresh();

      assertThat(loaded.versions()).containsExactly("1.0.0", "1.1.0");
      assertThat(loaded.models().refusals()).isEmpty();
      assertThat(loaded.refused("digest")).isZero();
    }
  }

  @Test
  void aHalfCopiedVersionNeverServesIsToldOnceAndTriedAgainWhenItChanged() throws IOException {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      Path folder = write("1.1.0", 2);
      byte[] model = Files.readAllBytes(folder.resolve("model.onnx"));
      Files.write(folder.resolve("model.onnx"), Arrays.copyOf(model, 100));
      loaded.look();
      loaded.look();

      assertThat(loaded.versions()).containsExactly("1.0.0");
      assertThat(loaded.refused("digest")).isEqualTo(1);
      assertThat(loaded.models().reason()).isEmpty();
      assertThat(loaded.models().refusals())
          .singleElement()
          .satisfies(
              refusal -> {
                assertThat(refusal.bundle()).isEqualTo("colours/1.1.0");
                assertThat(refusal.sentence())
                    .startsWith("colours/1.1.0/model.onnx is not the file")
                    .doesNotContain(root.toString());
              });

      Files.write(folder.resolve("model.onnx"), model);
      loaded.look();

      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
      assertThat(loaded.models().refusals()).isEmpty();
    }
  }

  @Test
  void aChangedVersionThatIsCorruptLeavesTheOldOneInItsPlace() throws IOException {
    Path folder = write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      Files.writeString(folder.resolve("manifest.json"), "{");
      loaded.look();
      assertThat(loaded.black()).isCloseTo(LoadedModels.black(-4), offset(1e-6f));
      assertThat(loaded.refused("manifest")).isEqualTo(1);

      write("1.0.0", 2);
      loaded.look();

      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
      assertThat(loaded.sessions()).isEqualTo(1);
    }
  }

  @Test
  void aVersionThatAnswersItsGoldenImageWronglyNeverServes() throws IOException {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      FixtureBundle.meanColour("colours", "1.1.0").withGolden(100, 0.99).write(root);
      loaded.look();

      assertThat(loaded.versions()).containsExactly("1.0.0");
      assertThat(loaded.refused("golden")).isEqualTo(1);
      assertThat(loaded.sessions()).isEqualTo(1);
    }
  }

  @Test
  void aLeasedModelWorksUntilItsLeaseEnds() throws IOException {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      ModelLease lease = loaded.models().lease(DEFAULT);
      ModelLease second = loaded.models().lease(DEFAULT);
      write("1.1.0", 2);
      remove("1.0.0");
      loaded.look();

      assertThat(LoadedModels.answer(lease.model(), 0))
          .isCloseTo(LoadedModels.black(-4), offset(1e-6f));
      assertThat(loaded.sessions()).isEqualTo(2);
      lease.close();
      lease.close(); // counts once
      assertThat(loaded.sessions()).isEqualTo(2);
      second.close();
      assertThat(loaded.sessions()).isEqualTo(1);
    }
  }

  @Test
  void theDefaultModelStaysWhenItsFolderGoesUntilAnotherVersionComes() throws IOException {
    write("1.0.0", -4);
    FixtureBundle.meanColour("shades", "1.0.0").write(root);
    try (LoadedModels loaded =
        LoadedModels.of(root, Map.of("facet.watch", "1000d", "facet.model", "colours"))) {
      remove("1.0.0");
      loaded.look();
      loaded.look();

      assertThat(loaded.black()).isCloseTo(LoadedModels.black(-4), offset(1e-6f));
      assertThat(loaded.refused("removed")).isEqualTo(1);

      write("0.9.0", 2);
      loaded.look();

      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
      assertThat(loaded.models().refusals()).isEmpty();
      assertThat(loaded.sessions()).isEqualTo(2);
    }
  }

  @Test
  void anEmptyFolderTakesNothingAway() throws IOException {
    write("1.0.0", -4);
    FixtureBundle.meanColour("colours", "0.5.0").write(root);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      remove("1.0.0");
      remove("0.5.0");
      loaded.look();

      assertThat(loaded.versions()).containsExactly("0.5.0", "1.0.0");
      assertThat(loaded.refused("folder")).isEqualTo(1);
    }
  }

  @Test
  void startsUnreadyOverAnEmptyFolderAndServesWhatComes() throws IOException {
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      assertThat(loaded.models().reason())
          .hasValueSatisfying(why -> assertThat(why).contains("holds no bundle"));
      assertThatThrownBy(() -> loaded.models().lease(DEFAULT))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("no model to answer with")
          .extracting(e -> ((ProblemException) e).type().status())
          .isEqualTo(503);

      write("1.0.0", 2);
      loaded.look();

      assertThat(loaded.models().reason()).isEmpty();
      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
    }
  }

  @Test
  void startsWithTheBundlesThatAreWhole() throws IOException {
    write("1.0.0", -4);
    Path folder = write("1.1.0", 2);
    Files.writeString(folder.resolve("model-card.cdx.json"), "{");
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      assertThat(loaded.versions()).containsExactly("1.0.0");
      assertThat(loaded.models().refusals()).hasSize(1);
    }
  }

  @Test
  void theSameVersionInASecondFolderIsRefusedUntilTheFirstIsGone() throws IOException {
    FixtureBundle.meanColour("colours", "1.0.0", -4).writeInto(root.resolve("a/1"));
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      FixtureBundle.meanColour("colours", "1.0.0", 2).writeInto(root.resolve("b/1"));
      loaded.look();
      assertThat(loaded.black()).isCloseTo(LoadedModels.black(-4), offset(1e-6f));
      assertThat(loaded.refused("twice")).isEqualTo(1);

      delete(root.resolve("a"));
      loaded.look();

      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
      assertThat(loaded.sessions()).isEqualTo(1);
    }
  }

  @Test
  void aSecondNameDoesNotChangeTheDefault() throws IOException {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.watching(root)) {
      FixtureBundle.meanColour("a-first-by-name", "9.0.0").write(root);
      loaded.look();

      assertThat(loaded.models().preferred().manifest().name()).isEqualTo("colours");
      assertThat(loaded.models().all()).hasSize(2);
    }
  }

  @Test
  @Timeout(60)
  void theWatchLooksByItself() throws Exception {
    write("1.0.0", -4);
    try (LoadedModels loaded = LoadedModels.of(root, Map.of("facet.watch", "10ms"))) {
      write("1.1.0", 2);
      while (loaded.models().all().size() < 2) {
        Thread.sleep(5);
      }
      assertThat(loaded.black()).isCloseTo(LoadedModels.black(2), offset(1e-6f));
    }
  }

  @Test
  @Timeout(300)
  void fiftySwapsUnderConcurrentCallersMakeNoMistake() throws Exception {
    write("1.0.0", 0);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger answered = new AtomicInteger();
    try (LoadedModels loaded = LoadedModels.watching(root);
        ExecutorService callers = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      try {
        for (int i = 0; i < 4; i++) {
          all.add(callers.submit(() -> ask(loaded.models(), done, answered)));
        }
        for (int version = 1; version <= 50; version++) {
          int before = answered.get();
          write("1." + version + ".0", version / 10f);
          remove("1." + (version - 1) + ".0");
          loaded.look();
          assertThat(loaded.models().preferred().manifest().version())
              .isEqualTo("1." + version + ".0");
          while (answered.get() < before + 8 && all.stream().noneMatch(Future::isDone)) {
            Thread.onSpinWait(); // callers use every version
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<?> caller : all) {
        caller.get();
      }
      assertThat(loaded.sessions()).isEqualTo(1);
    } catch (ExecutionException e) {
      throw new AssertionError("a caller failed", e.getCause());
    }
    assertThat(answered.get()).isGreaterThanOrEqualTo(50 * 8);
  }

  private static Void ask(Models models, AtomicBoolean done, AtomicInteger answered) {
    while (!done.get()) {
      try (ModelLease lease = models.lease(DEFAULT)) {
        String version = lease.model().manifest().version();
        int minor = Integer.parseInt(version, 2, version.lastIndexOf('.'), 10);
        assertThat(LoadedModels.answer(lease.model(), 0))
            .isCloseTo(LoadedModels.black(minor / 10.0), offset(1e-5f));
      }
      answered.incrementAndGet();
    }
    return null;
  }

  @Test
  void loadingAndClosingLeavesNothingOpen() throws IOException {
    write("1.0.0", -4);
    LoadedModels loaded = LoadedModels.watching(root);
    try (loaded) {
      for (int i = 1; i <= 200; i++) {
        write("1.0.0", i);
        loaded.look();
        assertThat(loaded.sessions()).isEqualTo(1);
      }
    }
    assertThat(loaded.sessions()).isZero();
  }

  /** Writes a version as a careful person does: beside its place, then moved there. */
  private Path write(String version, float shift) throws IOException {
    Path fresh = root.resolve("colours/." + version);
    FixtureBundle.meanColour("colours", version, shift).writeInto(fresh);
    Path folder = root.resolve("colours").resolve(version);
    delete(folder);
    return Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
  }

  private void remove(String version) throws IOException {
    delete(root.resolve("colours").resolve(version));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
