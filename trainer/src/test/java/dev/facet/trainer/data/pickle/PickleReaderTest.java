package dev.facet.trainer.data.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleReaderTest {
  /** {@code ([b'ab', b''], [True, False, None])} as CPython 3.11 pickles it, by protocol. */
  private static final List<String> BY_PYTHON =
      List.of(
          "80035d71002843026162710143007102655d71032888894e658671042e",
          "80049516000000000000005d94284302616294430094655d942888894e6586942e",
          "80059516000000000000005d94284302616294430094655d942888894e6586942e");

  @Test
  void readsWhatPythonWrites() {
    for (String hex : BY_PYTHON) {
      List<PickleValue> parts = items(read(HexFormat.of().parseHex(hex)));
      assertThat(parts).hasSize(2);
      assertThat(items(parts.get(0)).stream().map(PickleReaderTest::text))
          .containsExactly("ab", "");
      assertThat(items(parts.get(1)))
          .containsExactly(
              new PickleValue.Bool(true), new PickleValue.Bool(false), PickleValue.None.NONE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void readsSetsOfEveryProtocol(int protocol) {
    byte[][] pictures = new byte[600][];
    Arrays.setAll(pictures, i -> ("picture " + i + " ".repeat(i)).getBytes(StandardCharsets.UTF_8));
    boolean[] same = new boolean[300];
    same[7] = true;

    List<PickleValue> parts = items(read(PickleBytes.set(protocol, pictures, same)));

    assertThat(items(parts.get(0))).hasSize(600);
    for (int i = 0; i < 600; i++) {
      assertThat(text(items(parts.get(0)).get(i)).getBytes(StandardCharsets.UTF_8))
          .isEqualTo(pictures[i]);
    }
    assertThat(items(parts.get(1)).indexOf(new PickleValue.Bool(true))).isEqualTo(7);
  }

  @Test
  void readsTuplesListsAndWhatWasPutAside() {
    PickleBytes pickle = new PickleBytes().add(0x80, 4);
    pickle.add('C', 1, 'a').add(0x94).add('q', 9).add('r').addInt(70_000);
    pickle.add(0x85, 'h', 0, 'h', 9, 0x87, 'j').addInt(70_000).add(')', 0x86, '(', 'N', 't', 0x86);
    pickle.add(']', 'N', 'a', 0x86).add(0x8e).addLong(2).add('x', 'y').add(0x86, '.', 'c');

    PickleValue value = read(pickle.bytes());

    // what Python makes of the same bytes; the first tuple is left below on the stack
    assertThat(show(value)).isEqualTo("((((a ()) (None)) (None)) xy)");
  }

  @ParameterizedTest
  @EnumSource(PickleOpcode.class)
  void refusesEveryOtherOpcodeByName(PickleOpcode opcode) {
    Set<PickleOpcode> known =
        EnumSet.of(
            PickleOpcode.PROTO,
            PickleOpcode.FRAME,
            PickleOpcode.STOP,
            PickleOpcode.NONE,
            PickleOpcode.NEWTRUE,
            PickleOpcode.NEWFALSE,
            PickleOpcode.SHORT_BINBYTES,
            PickleOpcode.SHORT_BINSTRING,
            PickleOpcode.BINBYTES,
            PickleOpcode.BINSTRING,
            PickleOpcode.BINBYTES8,
            PickleOpcode.MARK,
            PickleOpcode.EMPTY_LIST,
            PickleOpcode.APPEND,
            PickleOpcode.APPENDS,
            PickleOpcode.EMPTY_TUPLE,
            PickleOpcode.TUPLE1,
            PickleOpcode.TUPLE2,
            PickleOpcode.TUPLE3,
            PickleOpcode.TUPLE,
            PickleOpcode.MEMOIZE,
            PickleOpcode.BINPUT,
            PickleOpcode.LONG_BINPUT,
            PickleOpcode.BINGET,
            PickleOpcode.LONG_BINGET);
    byte[] pickle = new PickleBytes().add(0x80, 4, 'N', opcode.code()).bytes();
    if (known.contains(opcode)) {
      try {
        read(pickle);
      } catch (DataException e) {
        assertThat(e).hasMessageNotContaining("opcode");
      }
    } else {
      refuses(pickle, "set.bin, byte 3: the pickle's opcode " + opcode + " ");
    }
  }

  @Test
  void saysWhyAnOpcodeIsRefused() {
    byte[] system = "cos\nsystem\n(U\2lstR.".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> read(new PickleBytes().add(0x80, 2).add(system).bytes()))
        .hasMessage(
            "set.bin, byte 2: the pickle's opcode GLOBAL imports or calls Python code, but only"
                + " lists, tuples, bytes, booleans and None are read; save it with these alone.");
    refuses(
        new PickleBytes().add(0x80, 4, 'K', 1, '.').bytes(),
        "byte 2: the pickle's opcode BININT1 builds a value of another kind");
    refuses(
        new PickleBytes().add(0x80, 4, 0x97, '.').bytes(),
        "byte 2: the pickle's opcode NEXT_BUFFER refers to something outside of the file");
    refuses(new PickleBytes().add(0x80, 4, 0xff).bytes(), "byte 2: 0xff is no opcode");
  }

  @ParameterizedTest
  @CsvSource({
    "'', needs 1 more bytes",
    "28, 'a pickle of protocol 2 to 5 begins with 0x80, found 0x28'",
    "80, needs 1 more bytes",
    "8001, the pickle has protocol 1",
    "8006, the pickle has protocol 6",
    "8004, needs 1 more bytes",
    "80042e, 'it needs a value, but there is none'",
    "800461, 'it needs a value, but there is none'",
    "80044e4e61, 'it appends to None, which is no list'",
    "800465, 'it needs a mark, but there is none'",
    "80044e2885, 'it needs a value, but there is none'",
    "80046800, 'it asks for value 0, which was not put aside'",
    "80046affffffff, asks for value 4294967295",
    "80044305, needs 5 more bytes",
    "800442ffffffff, needs 4294967295 more bytes",
    "800454ffffffff, needs 18446744073709551615 more bytes",
    "80048effffffffffffffff, needs 18446744073709551615 more bytes",
    "80049500000000000000ff, needs 18374686479671623680 more bytes",
  })
  void saysWhatIsDamaged(String hex, String message) {
    refuses(HexFormat.of().parseHex(hex), message);
  }

  @Test
  void nothingComesToHoldItself() {
    refuses(
        new PickleBytes().add(0x80, 4, ']', 'q', 0, 'h', 0, 'a', '.').bytes(),
        "it appends to a list that is part of another already");
    refuses(
        new PickleBytes().add(0x80, 4, ']', 'q', 0, '(', 'h', 0, 'e', '.').bytes(),
        "it appends to a list that is part of another already");
    // a tuple of the list, appended to the list
    refuses(
        new PickleBytes().add(0x80, 4, ']', 'q', 0, 0x85, 'h', 0, 'N', 'a', '.').bytes(),
        "it appends to a list that is part of another already");
  }

  @Test
  void boundsDepthAndNumberOfValues() {
    PickleBytes deep = new PickleBytes().add(0x80, 4, ')');
    for (int i = 0; i < 7; i++) {
      deep.add(0x85);
    }
    assertThat(read(new PickleBytes().add(deep.bytes()).add('.').bytes()).depth()).isEqualTo(8);
    refuses(deep.add(0x85, '.').bytes(), "nested more than 8 deep");

    byte[] many = new byte[1_000_003];
    Arrays.fill(many, (byte) 'N');
    many[0] = (byte) 0x80;
    many[1] = 4;
    refuses(many, "the pickle makes more than 1000000 values");
  }

  @Test
  void throwsNothingElseForDamagedPickles() {
    long seed = 17;
    Random random = new Random(seed);
    int read = 0;
    for (int i = 0; i < 10_000; i++) {
      byte[][] pictures = {new byte[random.nextInt(5)], new byte[random.nextInt(400)]};
      byte[] pickle = PickleBytes.set(2 + i % 4, pictures, new boolean[] {true});
      for (int n = random.nextInt(4); n >= 0; n--) {
        // opcodes more often than any byte, so that damaged pickles get far
        PickleOpcode[] opcodes = PickleOpcode.values();
        int value =
            random.nextBoolean()
                ? opcodes[random.nextInt(opcodes.length)].code()
                : random.nextInt(256);
        pickle[random.nextInt(Math.min(40, pickle.length))] = (byte) value;
      }
      if (i % 5 == 0) {
        pickle = Arrays.copyOf(pickle, random.nextInt(pickle.length));
      }
      try {
        assertThat(read(pickle).depth()).as("pickle %d of seed %d", i, seed).isLessThan(9);
        read++;
      } catch (DataException e) {
        assertThat(e.getMessage()).as("pickle %d of seed %d", i, seed).startsWith("set.bin, byte ");
      }
    }
    assertThat(read).isBetween(100, 9_000);
  }

  @Test
  void readsRandomOpcodesOrRefusesThem() {
    long seed = 18;
    Random random = new Random(seed);
    int[] harmless = {
      'N', 0x88, '(', ']', ')', 'a', 'e', 't', 0x85, 0x86, 0x87, 0x94, 'C', 'h', 'q'
    };
    for (int i = 0; i < 10_000; i++) {
      PickleBytes pickle = new PickleBytes().add(0x80, 4);
      for (int n = 0; n < 30; n++) {
        pickle.add(harmless[random.nextInt(harmless.length)]);
      }
      try {
        show(read(pickle.add('.').bytes()));
      } catch (DataException e) {
        assertThat(e.getMessage()).as("pickle %d of seed %d", i, seed).startsWith("set.bin, byte ");
      }
    }
  }

  private static PickleValue read(byte[] pickle) {
    return PickleReader.read(pickle, "set.bin");
  }

  private static void refuses(byte[] pickle, String message) {
    assertThatThrownBy(() -> read(pickle))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(message);
  }

  private static List<PickleValue> items(PickleValue value) {
    return ((PickleValue.Items) value).items();
  }

  private static String text(PickleValue value) {
    ByteBuffer content = ((PickleValue.Bytes) value).content().duplicate();
    return StandardCharsets.UTF_8.decode(content).toString();
  }

  private static String show(PickleValue value) {
    return switch (value) {
      case PickleValue.Items items ->
          "(" + String.join(" ", items.items().stream().map(PickleReaderTest::show).toList()) + ")";
      case PickleValue.Bytes bytes -> text(bytes);
      case PickleValue.Bool bool -> bool.value() ? "True" : "False";
      case PickleValue.None none -> none.kind();
    };
  }
}
