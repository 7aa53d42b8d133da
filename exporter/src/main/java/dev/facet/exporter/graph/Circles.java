package dev.facet.exporter.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Finds operators that wait for themselves, in time that grows with the graph and no faster. */
public final class Circles {
  private Circles() {}

  /**
   * An operator in a circle, or behind one.
   *
   * @param operators in any order
   * @param inputs names of the values that an operator reads
   * @param outputs names of the values that it makes
   */
  public static <T> Optional<T> find(
      List<T> operators,
      Function<T, Collection<String>> inputs,
      Function<T, Collection<String>> outputs) {
    Set<String> made = new HashSet<>();
    operators.forEach(operator -> made.addAll(outputs.apply(operator)));
    made.remove(""); // an output or input left out
    IdentityHashMap<T, Integer> waits = new IdentityHashMap<>();
    Map<String, List<T>> readers = new HashMap<>();
    Deque<T> free = new ArrayDeque<>();
    for (T operator : operators) {
      List<String> awaited = inputs.apply(operator).stream().filter(made::contains).toList();
      awaited.forEach(
          value -> readers.computeIfAbsent(value, ignored -> new ArrayList<>()).add(operator));
      waits.put(operator, awaited.size());
      if (awaited.isEmpty()) {
        free.add(operator);
      }
    }
    while (!free.isEmpty()) {
      for (String output : outputs.apply(free.remove())) {
        for (T reader : readers.getOrDefault(output, List.of())) {
          if (waits.merge(reader, -1, Integer::sum) == 0) {
            free.add(reader);
          }
        }
      }
    }
    return operators.stream().filter(operator -> waits.get(operator) > 0).findFirst();
  }
}
