package dev.facet.function.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.facet.function.bundle.Manifest;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkQueueTest {
  private static final int SMALL = 1000;
  private static final int LARGE = 2_000_000;

  @TempDir private static Path root;
  private static ServedModel model;

  @BeforeAll
  static void load() throws IOException {
    model = ColourModel.load(root);
  }

  @AfterAll
  static void close() {
    model.close();
  }

  @Test
  void requestsShareABatchWhenNoCallerIsIdle() throws InterruptedException {
    WorkQueue queue = queue(4);
    List<Work> requests = List.of(work(SMALL), work(SMALL), work(SMALL), work(SMALL), work(SMALL));
    requests.forEach(queue::add);

    assertThat(queue.take())
        .extracting(Job::work)
        .containsExactlyElementsOf(requests.subList(0, 4));
    assertThat(queue.take()).extracting(Job::work).containsExactly(requests.get(4));
    assertThat(queue.images()).isZero();
  }

  @Test
  void idleCallersShareWhatWaits() throws Exception {
    WorkQueue queue = queue(16);
    try (ExecutorService callers = Executors.newFixedThreadPool(3)) {
      List<Future<List<Job>>> batches =
          List.of(
              callers.submit(queue::take),
              callers.submit(queue::take),
              callers.submit(queue::take));
      while (queue.idle() < 3) {
        Thread.onSpinWait();
      }

      queue.add(work(SMALL, SMALL, SMALL, SMALL, SMALL, SMALL));

      for (Future<List<Job>> batch : batches) {
        assertThat(batch.get()).hasSize(2);
      }
    }
  }

  @Test
  void aRequestWithManyImagesDoesNotHoldUpTheNext() throws InterruptedException {
    WorkQueue queue = queue(2);
    Work many = work(SMALL, SMALL, SMALL, SMALL, SMALL);
    Work one = work(SMALL);
    queue.add(many);
    queue.add(one);

    assertThat(queue.take()).extracting(Job::work).containsExactly(many, many);
    assertThat(queue.take()).extracting(Job::work).containsExactly(one, many);
    assertThat(queue.take()).extracting(Job::place).containsExactly(3, 4);
  }

  @Test
  void aLargeImageHasABatchOfItsOwn() throws InterruptedException {
    WorkQueue queue = queue(8);
    Work mixed = work(SMALL, LARGE, SMALL);
    Work small = work(SMALL);
    queue.add(mixed);
    queue.add(small);

    assertThat(queue.take()).extracting(Job::work).containsExactly(mixed, small);
    assertThat(queue.take()).extracting(Job::place).containsExactly(1);
    assertThat(queue.take()).extracting(Job::place).containsExactly(2);
  }

  @Test
  void onlyRequestsForTheSameOutputsShareABatch() throws InterruptedException {
    WorkQueue queue = queue(8);
    Work probabilities = work(SMALL);
    Work embedding = new Work(model, Set.of("embedding"), 1);
    embedding.add(0, SMALL, batch -> {});
    Work more = work(SMALL);
    List.of(probabilities, embedding, more).forEach(queue::add);

    assertThat(queue.take()).extracting(Job::work).containsExactly(probabilities, more);
    assertThat(queue.take()).extracting(Job::work).containsExactly(embedding);
  }

  @Test
  void workIsTakenBackUnlessItHasBegun() throws InterruptedException {
    WorkQueue queue = queue(1);
    Work begun = work(SMALL, SMALL);
    Work waiting = work(SMALL, SMALL);
    queue.add(begun);
    queue.add(waiting);
    queue.take();

    assertThat(queue.withdraw(begun)).isFalse();
    assertThat(queue.withdraw(waiting)).isTrue();
    assertThat(queue.images()).isEqualTo(1);
    assertThat(queue.take()).extracting(Job::work).containsExactly(begun);
  }

  @Test
  void aBatchThatIsNotFullWaitsForMoreWhileTheOthersAreBusy() throws Exception {
    WorkQueue queue = new WorkQueue(2, 2, Duration.ofMinutes(10));
    try (ExecutorService caller = Executors.newSingleThreadExecutor()) {
      Future<List<Job>> batch = caller.submit(queue::take);
      queue.add(work(SMALL));
      queue.add(work(SMALL));

      assertThat(batch.get()).hasSize(2);
    }
  }

  @Test
  void aClosedQueueHandsOutWhatWaitsAndTakesNoMore() throws InterruptedException {
    WorkQueue queue = queue(1);
    Work last = work(SMALL);
    queue.add(last);
    queue.close();

    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> queue.add(work(SMALL)));

    assertThat(refused.type()).isEqualTo(ProblemType.DRAINING);
    assertThat(queue.take()).extracting(Job::work).containsExactly(last);
    assertThat(queue.take()).isEmpty();
  }

  private static WorkQueue queue(int most) {
    return new WorkQueue(2, most, Duration.ZERO);
  }

  private static Work work(int... pixels) {
    Work work = new Work(model, Set.of(Manifest.PROBABILITIES), pixels.length);
    for (int place = 0; place < pixels.length; place++) {
      work.add(place, pixels[place], batch -> {});
    }
    return work;
  }
}
