package dev.facet.function.health;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/**
 * What to do when the operating system asks the process to end. Java has this only in {@code
 * sun.misc}, supported but warned of by the compiler, so it is called by its name.
 */
final class Signals {
  private Signals() {}

  /**
   * Replaces what the process does on a signal.
   *
   * @param name without SIG, such as {@code TERM}
   * @throws IllegalStateException when this Java runtime lets nobody do that
   */
  static void on(String name, Runnable action) {
    InvocationHandler called =
        (handler, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                action.run();
                yield null;
              }
              case "equals" ->
                  System.identityHashCode(handler) == System.identityHashCode(arguments[0]);
              case "hashCode" -> System.identityHashCode(handler);
              default -> "on " + name;
            };
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      signal
          .getMethod("handle", signal, handler)
          .invoke(
              null,
              signal.getConstructor(String.class).newInstance(name),
              Proxy.newProxyInstance(
                  Signals.class.getClassLoader(), new Class<?>[] {handler}, called));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java runtime lets nobody handle " + name, e);
    }
  }
}
