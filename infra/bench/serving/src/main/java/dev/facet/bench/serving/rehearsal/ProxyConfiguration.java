package dev.facet.bench.serving.rehearsal;

import java.nio.file.Path;

/**
 * HAProxy's configuration: places for replicas, all empty at first, and the activator, which is
 * asked while none of them is ready.
 *
 * @param port of loopback that it listens on
 * @param activator port of the activator
 * @param places for replicas
 * @param slots requests that a replica is given at a time; others wait in HAProxy
 * @param socket where it takes commands
 */
record ProxyConfiguration(int port, int activator, int places, int slots, Path socket) {
  /** Connections are not kept towards replicas, because they come and go. */
  String text() {
    StringBuilder text =
        new StringBuilder(
            """
            global
              nbthread 1
              maxconn 4096
              stats socket %s mode 600 level admin
            defaults
              mode http
              option http-server-close
              timeout connect 5s
              timeout client 90s
              timeout server 90s
              timeout queue 90s
            frontend door
              bind 127.0.0.1:%d
              acl awake nbsrv(replicas) gt 0
              use_backend replicas if awake
              default_backend activator
            backend activator
              server hold 127.0.0.1:%d
            backend replicas
              balance leastconn
            """
                .formatted(socket, port, activator));
    for (int place = 0; place < places; place++) {
      text.append("  server %s 127.0.0.1:1 maxconn %d disabled%n".formatted(place(place), slots));
    }
    return text.toString();
  }

  /** What HAProxy calls a place. */
  static String place(int place) {
    return "s" + place;
  }
}
