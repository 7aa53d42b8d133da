package dev.facet.function.http.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.facet.function.config.Configured;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import java.util.Map;
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
  void leavesABodyInTheNetworkWhenThereIsNoRoomForIt() throws InterruptedException {
    Admission admission =
        admission(
            Map.of(
                "facet.limits.memory", "8M",
                "facet.limits.body", "3M",
                "facet.queue-deadline", "20ms"));
    try (Admission.Place first = admission.enter();
        Admission.Place second = admission.enter()) {
      first.reserve(3 * MEBIBYTE);

      ProblemException problem =
          catchThrowableOfType(ProblemException.class, () -> second.reserve(3 * MEBIBYTE));

      assertThat(problem.type()).isEqualTo(ProblemType.OVERLOADED);
      assertThat(problem).hasMessageContaining("facet.limits.memory");
    }
    try (Admission.Place later = admission.enter()) {
      later.reserve(3 * MEBIBYTE);
    }
  }

  @Test
  void alwaysHasRoomForTheLargestBody() throws InterruptedException {
    Admission admission = admission(Map.of("facet.limits.memory", "1K", "facet.limits.body", "5M"));

    try (Admission.Place place = admission.enter()) {
      place.reserve(5 * MEBIBYTE);
    }
  }

  private static Admission admission(Map<String, String> keys) {
    return new Admission(Configured.with(keys));
  }
}
