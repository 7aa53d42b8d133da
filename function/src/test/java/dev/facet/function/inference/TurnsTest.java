package dev.facet.function.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TurnsTest {
  @Test
  void neverLetsMoreWorkThanThereAreTurns() throws Exception {
    AtomicInteger working = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (Turns turns = new Turns(3, Duration.ofMinutes(1));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> answers = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        int number = i;
        answers.add(
            callers.submit(
                () ->
                    turns.take(
                        () -> {
                          most.accumulateAndGet(working.incrementAndGet(), Math::max);
                          Thread.sleep(1);
                          working.decrementAndGet();
                          return number;
                        },
                        waited -> {})));
      }
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(i);
      }
    }
    assertThat(most.get()).isBetween(1, 3);
  }

  @Test
  void sendsACallerAwayWhoseTurnDoesNotCome() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    try (Turns turns = new Turns(1, Duration.ofMillis(20));
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<String> first =
          callers.submit(
              () ->
                  turns.take(
                      () -> {
                        begun.countDown();
                        finish.await();
                        return "done";
                      },
                      waited -> {}));
      begun.await();

      ProblemException problem =
          catchThrowableOfType(
              ProblemException.class, () -> turns.take(() -> "never", waited -> {}));

      assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
      finish.countDown();
      assertThat(first.get()).isEqualTo("done");
    }
  }

  @Test
  void sendsCallersAwayOnceItIsClosed() {
    Turns turns = new Turns(1, Duration.ofSeconds(1));
    turns.close();

    ProblemException problem =
        catchThrowableOfType(ProblemException.class, () -> turns.take(() -> "never", waited -> {}));

    assertThat(problem.type()).isEqualTo(ProblemType.DRAINING);
  }

  @Test
  void givesTheTurnBackWhenTheWorkFails() throws Exception {
    try (Turns turns = new Turns(1, Duration.ofSeconds(1))) {
      for (int i = 0; i < 3; i++) {
        IllegalStateException failure =
            catchThrowableOfType(
                IllegalStateException.class,
                () ->
                    turns.take(
                        () -> {
                          throw new IllegalStateException("broken");
                        },
                        waited -> {}));
        assertThat(failure).hasMessage("broken");
      }
      assertThat(turns.<String>take(() -> "works", waited -> {})).isEqualTo("works");
    }
  }
}
