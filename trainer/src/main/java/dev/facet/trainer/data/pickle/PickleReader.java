package dev.facet.trainer.data.pickle;

import dev.facet.trainer.data.DataException;
import java.nio.ByteBuffer;

/**
 * Reads a pickle of protocol 2 to 5 (Python's {@code pickletools} describes the opcodes). What
 * follows the end of the pickle is passed over, as Python does.
 */
public final class PickleReader {
  private static final int OLDEST = 2;
  private static final int NEWEST = 5;

  private final PickleInput input;
  private final PickleStack stack;

  private PickleReader(byte[] bytes, String name) {
    this.input = new PickleInput(bytes, name);
    this.stack = new PickleStack(input);
  }

  /**
   * Reads a pickle.
   *
   * @param bytes the whole file, which the values refer to: nobody changes it
   * @param name what the messages call it
   * @throws DataException if the pickle is damaged or has an opcode of any other kind of value; the
   *     message names it
   */
  public static PickleValue read(byte[] bytes, String name) {
    return new PickleReader(bytes, name).read();
  }

  private PickleValue read() {
    int first = input.opcode();
    if (first != PickleOpcode.PROTO.code()) {
      throw input.mistake(
          "a pickle of protocol %d to %d begins with 0x80, found 0x%02x; save it with a protocol from"
                  .formatted(OLDEST, NEWEST, first)
              + " %d on".formatted(OLDEST));
    }
    protocol();
    while (true) {
      int code = input.opcode();
      PickleOpcode opcode =
          PickleOpcode.of(code)
              .orElseThrow(
                  () ->
                      input.mistake(
                          "0x%02x is no opcode: the file is damaged, get it again"
                              .formatted(code)));
      if (opcode == PickleOpcode.STOP) {
        return stack.last();
      }
      run(opcode);
    }
  }

  private void run(PickleOpcode opcode) {
    switch (opcode) {
      case PROTO -> protocol();
      case FRAME -> input.require(input.longValue());
      case NONE -> stack.push(PickleValue.None.NONE);
      case NEWTRUE -> stack.push(new PickleValue.Bool(true));
      case NEWFALSE -> stack.push(new PickleValue.Bool(false));
      case SHORT_BINBYTES, SHORT_BINSTRING -> bytes(input.byteValue());
      case BINBYTES -> bytes(Integer.toUnsignedLong(input.intValue()));
      case BINSTRING -> bytes(input.intValue());
      case BINBYTES8 -> bytes(input.longValue());
      case MARK -> stack.mark();
      case EMPTY_LIST -> stack.push(new PickleValue.Items());
      case APPEND -> stack.append();
      case APPENDS -> stack.appendMarked();
      case EMPTY_TUPLE -> stack.tuple(0);
      case TUPLE1 -> stack.tuple(1);
      case TUPLE2 -> stack.tuple(2);
      case TUPLE3 -> stack.tuple(3);
      case TUPLE -> stack.tupleOfMarked();
      case MEMOIZE -> stack.memoize();
      case BINPUT -> stack.put(input.byteValue());
      case LONG_BINPUT -> stack.put(Integer.toUnsignedLong(input.intValue()));
      case BINGET -> stack.get(input.byteValue());
      case LONG_BINGET -> stack.get(Integer.toUnsignedLong(input.intValue()));
      case GLOBAL, STACK_GLOBAL, INST, OBJ, NEWOBJ, NEWOBJ_EX, REDUCE, BUILD ->
          throw refused(opcode, "imports or calls Python code");
      case PERSID, BINPERSID, EXT1, EXT2, EXT4, NEXT_BUFFER, READONLY_BUFFER ->
          throw refused(opcode, "refers to something outside of the file");
      case POP,
          POP_MARK,
          DUP,
          FLOAT,
          BINFLOAT,
          INT,
          BININT,
          BININT1,
          BININT2,
          LONG,
          LONG1,
          LONG4,
          STRING,
          UNICODE,
          BINUNICODE,
          SHORT_BINUNICODE,
          BINUNICODE8,
          BYTEARRAY8,
          LIST,
          DICT,
          EMPTY_DICT,
          SETITEM,
          SETITEMS,
          EMPTY_SET,
          ADDITEMS,
          FROZENSET,
          GET,
          PUT ->
          throw refused(opcode, "builds a value of another kind");
      case STOP -> throw new IllegalStateException("STOP ends the pickle");
    }
  }

  private void protocol() {
    int protocol = input.byteValue();
    if (protocol < OLDEST || protocol > NEWEST) {
      throw input.mistake(
          "the pickle has protocol %d, but %d to %d are read; save it with one of these"
              .formatted(protocol, OLDEST, NEWEST));
    }
  }

  private void bytes(long length) {
    ByteBuffer content = input.content(length);
    stack.push(new PickleValue.Bytes(content));
  }

  private DataException refused(PickleOpcode opcode, String why) {
    return input.mistake(
        ("the pickle's opcode %s %s, but only lists, tuples, bytes, booleans and None are read; save"
                + " it with these alone")
            .formatted(opcode, why));
  }
}
