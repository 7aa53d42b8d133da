package dev.facet.trainer.data.pairs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.FaceStore;
import dev.facet.trainer.data.pickle.PickleBytes;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinPairsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void readsPicturesTwoByTwo(int protocol) throws IOException {
    byte[][] pictures = {png(1), png(2), png(3), png(4)};
    Path file = write(PickleBytes.set(protocol, pictures, new boolean[] {true, false}));

    VerificationPairs pairs = VerificationPairs.read(file, folder);

    assertThat(pairs.size()).isEqualTo(2);
    assertThat(pairs.first()).containsExactly(0, 2);
    assertThat(pairs.second()).containsExactly(1, 3);
    assertThat(pairs.same()).containsExactly(true, false);
    assertThat(pairs).hasToString("2 pairs (1 same, 1 different) of 4 faces");
    try (FaceStore faces = FaceStore.open(pairs.faces(), 4, 4)) {
      byte[] rgb = new byte[48];
      faces.read(2, rgb);
      assertThat(rgb[0]).isEqualTo((byte) 3);
    }
  }

  @Test
  void namesThePictureThatIsBroken() throws IOException {
    byte[][] pictures = {png(1), {1, 2, 3}};
    Path file = write(PickleBytes.set(4, pictures, new boolean[] {true}));
    Example broken = BinPairs.read(file).faces().get(1);
    assertThatThrownBy(() -> broken.picture().decode())
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file + ", picture 2 is neither JPEG nor PNG");
  }

  @Test
  void cutsTheListIntoTenFoldsOfWhichTheFirstAreLonger() throws IOException {
    byte[][] pictures = new byte[46][1];
    Path file = write(PickleBytes.set(4, pictures, new boolean[23]));
    assertThat(BinPairs.read(file).folds())
        .containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9);
    Path few = write(PickleBytes.set(4, new byte[6][1], new boolean[3]));
    assertThat(BinPairs.read(few).folds()).containsExactly(0, 1, 2);
  }

  @Test
  void refusesOtherContents() throws IOException {
    refuses(
        PickleBytes.set(4, new byte[3][1], new boolean[1]),
        "there must be two pictures for each boolean, found 3 and 1; get the set again.");
    refuses(PickleBytes.set(4, new byte[0][], new boolean[0]), "found 0 and 0");
    refuses(pickle('N', '.'), "the pickle must be a tuple of pictures and booleans, found None");
    refuses(pickle(')', '.'), "found a list or tuple of 0");
    refuses(pickle('N', 'N', 0x86, '.'), "its first part must be a list of pictures, found None");
    refuses(pickle(')', 'N', 0x86, '.'), "its second part must be a list of booleans, found None");
    refuses(pickle('C', 0, 'N', 0x86, 0x88, 0x85, 0x86, '.'), "entry 2 of the pictures is None");
    refuses(pickle('C', 0, 'C', 0, 0x86, 'N', 0x85, 0x86, '.'), "entry 1 of the booleans is None");
    assertThatThrownBy(() -> BinPairs.read(folder.resolve("none.bin")))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("none.bin cannot be read");
  }

  private void refuses(byte[] pickle, String message) throws IOException {
    Path file = write(pickle);
    assertThatThrownBy(() -> BinPairs.read(file))
        .isInstanceOf(DataException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(message);
  }

  private static byte[] pickle(int... opcodes) {
    return new PickleBytes().add(0x80, 4).add(opcodes).bytes();
  }

  private Path write(byte[] pickle) throws IOException {
    return Files.write(folder.resolve("set.bin"), pickle);
  }

  private static byte[] png(int red) throws IOException {
    BufferedImage image = new BufferedImage(4, 4, BufferedImage.TYPE_INT_RGB);
    int[] pixels = new int[16];
    Arrays.fill(pixels, red << 16);
    image.setRGB(0, 0, 4, 4, pixels, 0, 4);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
