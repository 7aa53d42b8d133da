package dev.facet.exporter.check;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Programs that do not answer as facet-reference does. */
final class StrangePrograms {
  private StrangePrograms() {}

  /** Reads where no memory is. */
  static final class Crashes {
    private Crashes() {}

    /** Ends with a segmentation fault. */
    @SuppressWarnings("restricted") // to crash is what it is for
    public static void main(String... arguments) {
      MemorySegment nowhere = MemorySegment.ofAddress(8).reinterpret(8);
      System.exit(nowhere.get(ValueLayout.JAVA_INT, 0));
    }
  }

  /** Ends as a process that was killed does. */
  static final class IsKilled {
    private IsKilled() {}

    /** Ends with 137. */
    public static void main(String... arguments) {
      System.err.println("out of memory");
      Runtime.getRuntime().halt(137);
    }
  }

  /** Never answers. */
  static final class Hangs {
    private Hangs() {}

    /** Waits for ever. */
    public static void main(String... arguments) throws InterruptedException {
      Thread.currentThread().join();
    }
  }

  /** Answers with its arguments. */
  static final class Echoes {
    private Echoes() {}

    /** Prints what a library might print, and then its first argument. */
    public static void main(String... arguments) {
      System.out.println("[ INFO] loaded");
      System.out.println(arguments[0]);
    }
  }

  /** Answers with a verdict that there is not. */
  static final class VerdictOfItsOwn {
    private VerdictOfItsOwn() {}

    /** Perhaps. */
    public static void main(String... arguments) {
      System.out.println("{\"verdict\":\"PERHAPS\"}");
    }
  }

  /** Answers as on a platform without native libraries. */
  static final class HasNoLibrary {
    private HasNoLibrary() {}

    /** Not here. */
    public static void main(String... arguments) {
      System.out.println("{\"verdict\":\"UNAVAILABLE\",\"words\":\"no jnionnx\"}");
    }
  }
}
