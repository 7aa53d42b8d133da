package dev.facet.function.access;

import dev.facet.function.config.AccessConfig;
import dev.facet.function.config.FacetConfig;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Whether callers need keys, and whether the function may start like that. */
@Singleton
public class Access {
  private final List<String> mistakes;
  private final Optional<Keyring> keyring;

  Access(FacetConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
    Map<String, AccessConfig.Key> keys = config.keys();
    mistakes = new ArrayList<>(Keyring.mistakes(keys));
    if (keys.isEmpty() && !config.open() && !isLoopback(host)) {
      mistakes.add(
          "quarkus.http.host is "
              + host
              + ", where others than this machine can connect, and nobody needs a key: set"
              + " facet.keys, or facet.open=true if something before the function decides who may"
              + " call.");
    }
    if (!keys.isEmpty() && config.open()) {
      mistakes.add("facet.open is true although there are keys: remove it or facet.keys.");
    }
    keyring =
        keys.isEmpty() || !mistakes.isEmpty() ? Optional.empty() : Optional.of(Keyring.of(keys));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** One sentence for each reason why the function must not start; until it ends, nobody enters. */
  public List<String> mistakes() {
    return List.copyOf(mistakes);
  }

  /** The keys that callers need one of; empty when everybody may call. */
  Optional<Keyring> keyring() {
    return keyring;
  }
}
