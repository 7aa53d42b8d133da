package dev.facet.bench.serving.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.bench.serving.process.BenchException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProxyTest {
  private static final String STATISTICS =
      """
      # pxname,svname,qcur,qmax,scur,smax,
      replicas,s0,0,0,1,4,
      replicas,s1,0,0,4,4,
      replicas,BACKEND,3,9,8,12,

      """;

  @Test
  void hasAnEmptyPlaceForEachReplicaAndAsksTheActivatorFirst() {
    String text = new ProxyConfiguration(8080, 8081, 2, 4, Path.of("/tmp/h.sock")).text();

    assertThat(text)
        .contains(
            "stats socket /tmp/h.sock mode 600 level admin",
            "bind 127.0.0.1:8080",
            "acl awake nbsrv(replicas) gt 0",
            "server hold 127.0.0.1:8081",
            "balance leastconn",
            "server s0 127.0.0.1:1 maxconn 4 disabled",
            "server s1 127.0.0.1:1 maxconn 4 disabled")
        .doesNotContain("server s2");
  }

  @Test
  void readsRequestsInFlightFromTheStatistics() {
    ProxyTable table = ProxyTable.of(STATISTICS);

    assertThat(table.inFlight()).isEqualTo(8);
    assertThat(table.inFlight(1)).isEqualTo(4);
  }

  @Test
  void saysWhatHaproxyDoesNotTell() {
    assertThatThrownBy(() -> ProxyTable.of("Unknown command.").inFlight())
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("scur of replicas/BACKEND");
  }
}
