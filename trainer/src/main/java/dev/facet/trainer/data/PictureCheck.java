package dev.facet.trainer.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads every picture of a dataset once.
 *
 * @param sha256 over each picture's name and the SHA-256 of its bytes, in the order of the
 *     partitions and of their faces; in hexadecimal
 * @param broken what is wrong with each picture that cannot be read or decoded, a sentence each
 */
public record PictureCheck(String sha256, List<String> broken) {
  private record Read(Picture picture, String digest, Optional<String> mistake) {}

  /** Takes a copy. */
  public PictureCheck {
    broken = List.copyOf(broken);
  }

  /** Reads and decodes the pictures, on all processors. */
  public static PictureCheck of(AttributeDataset data) {
    MessageDigest all = newHash();
    List<String> broken = new ArrayList<>();
    for (Partition partition : Partition.values()) {
      if (data.size(partition) > 0) {
        List<Read> reads =
            data.examples(partition).parallelStream().map(face -> read(face.picture())).toList();
        for (Read read : reads) {
          all.update(read.picture().name().getBytes(StandardCharsets.UTF_8));
          all.update(read.digest().getBytes(StandardCharsets.UTF_8));
          read.mistake().ifPresent(broken::add);
        }
      }
    }
    return new PictureCheck(HexFormat.of().formatHex(all.digest()), broken);
  }

  private static Read read(Picture picture) {
    String digest = "unread";
    try {
      digest = HexFormat.of().formatHex(newHash().digest(picture.bytes()));
      picture.decode();
      return new Read(picture, digest, Optional.empty());
    } catch (DataException e) {
      return new Read(picture, digest, Optional.of(e.getMessage()));
    }
  }

  private static MessageDigest newHash() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}
