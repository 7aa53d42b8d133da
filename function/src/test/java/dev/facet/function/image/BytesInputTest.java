package dev.facet.function.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class BytesInputTest {
  private static final byte[] BYTES = {1, -2, 3, 4, 5};

  @Test
  void readsBytesOneByOneAndTogetherFromAnyPlace() throws IOException {
    try (BytesInput input = new BytesInput(BYTES)) {
      byte[] read = new byte[4];
      assertThat(input.length()).isEqualTo(5);
      assertThat(input.read()).isEqualTo(1);
      assertThat(input.read()).isEqualTo(254);
      assertThat(input.read(read, 1, 3)).isEqualTo(3);
      assertThat(read).containsExactly(0, 3, 4, 5);
      assertThat(input.read()).isEqualTo(-1);
      assertThat(input.read(read, 0, 1)).isEqualTo(-1);
      assertThat(input.read(read, 0, 0)).isZero();
      input.seek(3);
      assertThat(input.readUnsignedShort()).isEqualTo(0x0405);
      input.seek(9);
      assertThat(input.read()).isEqualTo(-1);
    }
  }

  @Test
  void readsBits() throws IOException {
    try (BytesInput input = new BytesInput(BYTES)) {
      assertThat(input.readBits(12)).isEqualTo(0x1F);
      assertThat(input.read()).isEqualTo(254); // a byte that was begun is read anew
    }
  }

  @Test
  void letsGoOfItsBytesWhenItIsClosed() throws IOException {
    BytesInput input = new BytesInput(BYTES);
    input.close();

    assertThat(input.length()).isZero();
    assertThatThrownBy(input::readByte).isInstanceOf(IOException.class);
  }
}
