package dev.facet.function.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.facet.function.config.Configured;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AdmissionTest {
  private static final long MEBIBYTE = 1024 * 1024;

  @Test
  void sendsARequestAwayWhenAllPlacesAreTaken() {
    Admission admission = admission(Map.of("facet.concurrency", "1", "facet.queue", "1"));
    Admission.Place first = admission.enter();
    try (Admission.Place second = admission.enter()) {
      ProblemException problem = catchThrowableOfType(ProblemException.class, admission::enter);

      assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
      assertThat(second).isNotSameAs(first);
    }
    first.close();

    try (Admission.Place again = admission.enter()) {
      assertThat(again).isNotNull();
    }
  }

  @Test
  void leavesABodyInTheNetworkUntilThereIsRoomForIt() {
    Admission admission = admission(Map.of("facet.limits.memory", "8M", "facet.limits.body", "3M"));
    AtomicInteger told = new AtomicInteger();
    Admission.Place first = admission.enter();
    try (Admission.Place second = admission.enter();
        Admission.Place third = admission.enter()) {
      assertThat(first.reserve(3 * MEBIBYTE, told::incrementAndGet)).isTrue();
      assertThat(second.reserve(3 * MEBIBYTE, told::incrementAndGet)).isFalse();
      assertThat(third.reserve(1, told::incrementAndGet)).as("not before the second").isFalse();
      assertThat(third.reserveNow(1)).isFalse();

      first.close();
      first.close();

      assertThat(told).hasValue(2);
      assertThat(admission.places()).isEqualTo(2);
    }
    assertThat(admission.places()).isZero();
  }

  @Test
  void whoGivesUpWaitingIsNotTold() {
    Admission admission = admission(Map.of("facet.limits.memory", "8M", "facet.limits.body", "3M"));
    AtomicInteger told = new AtomicInteger();
    Admission.Place first = admission.enter();
    try (Admission.Place second = admission.enter()) {
      assertThat(first.reserve(3 * MEBIBYTE, told::incrementAndGet)).isTrue();
      assertThat(second.reserve(3 * MEBIBYTE, told::incrementAndGet)).isFalse();

      assertThat(second.giveUp()).isTrue();
      first.close();

      assertThat(told).hasValue(0);
      assertThat(second.giveUp()).isFalse();
    }
  }

  @Test
  void alwaysHasRoomForTheLargestBody() {
    Admission admission = admission(Map.of("facet.limits.memory", "1K", "facet.limits.body", "5M"));

    try (Admission.Place place = admission.enter()) {
      assertThat(place.reserve(5 * MEBIBYTE, () -> {})).isTrue();
    }
  }

  private static Admission admission(Map<String, String> keys) {
    return new Admission(Configured.with(keys));
  }
}
