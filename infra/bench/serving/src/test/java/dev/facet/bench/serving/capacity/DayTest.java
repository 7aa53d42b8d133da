package dev.facet.bench.serving.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.facet.bench.serving.process.BenchException;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

class DayTest {
  private static Day read(String lines) {
    return Day.read("day.csv", new BufferedReader(new StringReader(lines)));
  }

  @Test
  void readsCountsAndPassesOverRemarks() {
    assertThat(read("# from somewhere\ntime,count\n00:00,3\n12:00,0\n").counts())
        .containsExactly(3, 0);
  }

  @Test
  void saysWhichLineIsWrong() {
    assertThatThrownBy(() -> read("00:00,many\n"))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("day.csv")
        .hasMessageContaining("00:00,many");
  }

  @Test
  void aDayWithoutRequestsIsNone() {
    assertThatThrownBy(() -> read("00:00,0\n")).hasMessageContaining("no requests");
  }

  @Test
  void arrivalsFollowTheCounts() {
    System.out.println("seed 7");
    Day day = new Day(List.of(100, 0, 300));

    List<Arrival> arrivals = day.arrivals(300, 30, 0.2, 7);

    assertThat(arrivals.stream().filter(one -> one.at() < 100).count()).isBetween(850L, 1150L);
    assertThat(arrivals).noneMatch(one -> one.at() >= 100 && one.at() < 200);
    assertThat(arrivals.stream().filter(one -> one.at() >= 200).count()).isBetween(2800L, 3200L);
    assertThat(arrivals).allMatch(one -> one.upload() >= 0.1 && one.upload() <= 0.3);
  }

  @Test
  void theBusiestHourMayBeginAtAnyTime() {
    Day day = new Day(java.util.Collections.nCopies(48, 1).stream().toList());

    assertThat(day.busiestRate(48)).isCloseTo(1, within(1e-12));
  }
}
