package dev.facet.trainer.data.pairs;

import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Example;
import dev.facet.trainer.data.PictureBytes;
import dev.facet.trainer.data.pickle.PickleReader;
import dev.facet.trainer.data.pickle.PickleValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the {@code .bin} sets of face recognition (LFW, CFP-FP, CPLFW, AgeDB and others): a Python
 * pickle of {@code (pictures, same)}, where pictures 2i and 2i + 1 of the list of 2P JPEG or PNG
 * files are pair i of the list of P booleans. No picture is decoded yet.
 *
 * <p>The sets have no folds: each is a tenth of the pairs in their order, the first ones longer by
 * one where the number is no multiple of ten. That is the split which the sets are judged by
 * elsewhere.
 */
public final class BinPairs {
  private static final long MOST_BYTES = Integer.MAX_VALUE - 8L;

  private BinPairs() {}

  /**
   * Reads a set.
   *
   * @throws DataException if it is no pickle, holds other values, or cannot be read
   */
  public static VerificationPairs read(Path file) {
    PickleValue pickle = PickleReader.read(bytes(file), file.toString());
    List<PickleValue> parts = list(pickle, file, "the pickle", "a tuple of pictures and booleans");
    if (parts.size() != 2) {
      throw mistake(
          file, "the pickle must be a tuple of pictures and booleans, found " + pickle.kind());
    }
    List<PickleValue> pictures = list(parts.get(0), file, "its first part", "a list of pictures");
    List<PickleValue> same = list(parts.get(1), file, "its second part", "a list of booleans");
    if (pictures.size() != 2L * same.size() || same.isEmpty()) {
      throw mistake(
          file,
          "there must be two pictures for each boolean, found %d and %d"
              .formatted(pictures.size(), same.size()));
    }
    List<Example> faces = new ArrayList<>(pictures.size());
    for (PickleValue picture : pictures) {
      faces.add(face(picture, file, faces.size()));
    }
    PairCollector pairs = new PairCollector(same.size());
    for (int i = 0; i < same.size(); i++) {
      if (!(same.get(i) instanceof PickleValue.Bool known)) {
        throw mistake(file, "entry %d of the booleans is %s".formatted(i + 1, same.get(i).kind()));
      }
      pairs.add(2 * i, 2 * i + 1, known.value(), fold(i, same.size()));
    }
    return pairs.of(faces);
  }

  /** The tenth that a pair lies in. */
  private static int fold(int pair, int pairs) {
    int shorter = pairs / VerificationPairs.FOLDS;
    int longer = pairs % VerificationPairs.FOLDS;
    int inLonger = longer * (shorter + 1);
    return pair < inLonger ? pair / (shorter + 1) : longer + (pair - inLonger) / shorter;
  }

  private static byte[] bytes(Path file) {
    try {
      long size = Files.size(file);
      if (size > MOST_BYTES) {
        throw new DataException(
            "%s has %d bytes, but at most %d are read: split the set."
                .formatted(file, size, MOST_BYTES));
      }
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new DataException(
          "The pairs %s cannot be read: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static List<PickleValue> list(PickleValue value, Path file, String what, String rule) {
    if (value instanceof PickleValue.Items items) {
      return items.items();
    }
    throw mistake(file, "%s must be %s, found %s".formatted(what, rule, value.kind()));
  }

  private static Example face(PickleValue picture, Path file, int index) {
    if (!(picture instanceof PickleValue.Bytes bytes)) {
      throw mistake(file, "entry %d of the pictures is %s".formatted(index + 1, picture.kind()));
    }
    return new Example(
        new PictureBytes("%s, picture %d".formatted(file, index + 1), bytes.content()),
        Example.UNKNOWN_IDENTITY,
        new boolean[0]);
  }

  private static DataException mistake(Path file, String what) {
    return new DataException("%s: %s; get the set again.".formatted(file, what));
  }
}
