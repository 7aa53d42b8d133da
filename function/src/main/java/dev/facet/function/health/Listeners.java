package dev.facet.function.health;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sockets on which connections are accepted, as far as a connection has come from them. Vert.x
 * closes them together with their connections; to lose nothing, they have to be closed before.
 */
final class Listeners {
  private final Set<Channel> sockets = ConcurrentHashMap.newKeySet();

  /** Remembers where a request's connection came from. */
  void note(HttpServerRequest request) {
    if (request.connection() instanceof ConnectionBase connection
        && connection.channel().parent() != null) {
      sockets.add(connection.channel().parent());
    }
  }

  /**
   * Lets nobody connect any more; connections that are there stay.
   *
   * @return how many sockets are being closed
   */
  int close() {
    return sockets.stream().map(Channel::close).toList().size();
  }
}
