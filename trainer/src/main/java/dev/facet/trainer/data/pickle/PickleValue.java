package dev.facet.trainer.data.pickle;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a pickle may hold. */
public sealed interface PickleValue {

  /** How deeply lists and tuples are nested in it: 0 for anything else, 1 for an empty list. */
  int depth();

  /** What messages call a value of its kind. */
  String kind();

  /** Nothing. */
  enum None implements PickleValue {
    /** The only one. */
    NONE;

    @Override
    public int depth() {
      return 0;
    }

    @Override
    public String kind() {
      return "None";
    }
  }

  /**
   * A boolean.
   *
   * @param value which
   */
  record Bool(boolean value) implements PickleValue {
    @Override
    public int depth() {
      return 0;
    }

    @Override
    public String kind() {
      return "a boolean";
    }
  }

  /**
   * Bytes, or a string of Python 2, which is the same.
   *
   * @param content a part of the file; not a copy
   */
  record Bytes(ByteBuffer content) implements PickleValue {
    @Override
    public int depth() {
      return 0;
    }

    @Override
    public String kind() {
      return "bytes";
    }
  }

  /** A list or a tuple. */
  final class Items implements PickleValue {
    private final List<PickleValue> items = new ArrayList<>();
    private boolean finished;
    private int depth = 1;

    Items() {}

    /** The values in their order; they do not change. */
    public List<PickleValue> items() {
      return Collections.unmodifiableList(items);
    }

    void add(PickleValue value) {
      items.add(value);
      depth = Math.max(depth, value.depth() + 1);
    }

    /** Lets nothing be added any more. */
    void finish() {
      finished = true;
    }

    /** Whether nothing can be added any more. */
    boolean isFinished() {
      return finished;
    }

    @Override
    public int depth() {
      return depth;
    }

    @Override
    public String kind() {
      return "a list or tuple of " + items.size();
    }
  }
}
