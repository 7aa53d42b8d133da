package dev.facet.trainer.data.pickle;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The values that a pickle has made so far, and those that it has put aside under a number. */
final class PickleStack {
  /** Values and marks that a pickle may make in all: far more than any set of pairs has. */
  private static final int MOST_VALUES = 1_000_000;

  private static final int MOST_DEPTH = 8;

  private final PickleInput input;
  private final List<PickleValue> values = new ArrayList<>();
  private final Deque<Integer> marks = new ArrayDeque<>();
  private final Map<Long, PickleValue> memo = new HashMap<>();
  private int made;

  PickleStack(PickleInput input) {
    this.input = input;
  }

  void push(PickleValue value) {
    count();
    values.add(value);
  }

  void mark() {
    count();
    marks.push(values.size());
  }

  private void count() {
    if (++made > MOST_VALUES) {
      throw input.mistake(
          "the pickle makes more than %d values, which no set of pairs does: get it again"
              .formatted(MOST_VALUES));
    }
  }

  /** The value that the pickle ends with. */
  PickleValue last() {
    PickleValue value = pop();
    if (value instanceof PickleValue.Items items) {
      items.finish();
    }
    return value;
  }

  void append() {
    PickleValue value = pop();
    add(list(), value);
  }

  void appendMarked() {
    List<PickleValue> marked = popMarked();
    PickleValue.Items list = list();
    marked.forEach(value -> add(list, value));
  }

  void tuple(int size) {
    PickleValue[] parts = new PickleValue[size];
    for (int i = size - 1; i >= 0; i--) {
      parts[i] = pop();
    }
    pushTuple(List.of(parts));
  }

  void tupleOfMarked() {
    pushTuple(popMarked());
  }

  private void pushTuple(List<PickleValue> parts) {
    PickleValue.Items tuple = new PickleValue.Items();
    parts.forEach(value -> add(tuple, value));
    tuple.finish();
    push(tuple);
  }

  /**
   * Adds a value to a list. The value is finished by that, so that nothing can come to hold itself
   * and depths are final.
   */
  private void add(PickleValue.Items to, PickleValue value) {
    if (value instanceof PickleValue.Items inner) {
      inner.finish();
    }
    if (to.isFinished()) {
      throw input.mistake(
          "it appends to a list that is part of another already: the file is damaged, get it again");
    }
    to.add(value);
    if (to.depth() > MOST_DEPTH) {
      throw input.mistake(
          "lists and tuples are nested more than %d deep, which no set of pairs has: get it again"
              .formatted(MOST_DEPTH));
    }
  }

  /** The list on top, which values are appended to. */
  private PickleValue.Items list() {
    PickleValue top = pop();
    if (!(top instanceof PickleValue.Items list)) {
      throw input.mistake(
          "it appends to %s, which is no list: the file is damaged, get it again"
              .formatted(top.kind()));
    }
    values.add(list);
    return list;
  }

  void memoize() {
    put(memo.size());
  }

  void put(long number) {
    PickleValue value = pop();
    values.add(value);
    memo.put(number, value);
    if (memo.size() > MOST_VALUES) {
      throw input.mistake(
          "the pickle puts aside more than %d values, which no set of pairs does: get it again"
              .formatted(MOST_VALUES));
    }
  }

  void get(long number) {
    PickleValue value = memo.get(number);
    if (value == null) {
      throw input.mistake(
          "it asks for value %d, which was not put aside: the file is damaged, get it again"
              .formatted(number));
    }
    push(value);
  }

  private PickleValue pop() {
    int bottom = marks.isEmpty() ? 0 : marks.peek();
    if (values.size() <= bottom) {
      throw input.mistake("it needs a value, but there is none: the file is damaged, get it again");
    }
    return values.removeLast();
  }

  /** The values since the last mark. */
  private List<PickleValue> popMarked() {
    if (marks.isEmpty()) {
      throw input.mistake("it needs a mark, but there is none: the file is damaged, get it again");
    }
    List<PickleValue> marked = values.subList(marks.pop(), values.size());
    List<PickleValue> copy = List.copyOf(marked);
    marked.clear();
    return copy;
  }
}
