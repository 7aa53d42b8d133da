package dev.facet.trainer.draw;

import dev.facet.trainer.augment.Seeds;
import dev.facet.trainer.data.CelebaAttribute;
import dev.facet.trainer.data.CelebaLayout;
import dev.facet.trainer.data.DataException;
import dev.facet.trainer.data.Partition;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;

/**
 * Draws a dataset of made-up faces in CelebA's layout, with all forty attributes visible in the
 * pixels. About four pictures show the same person, and no person stands in two partitions. One
 * seed gives the same files each time on one version of Java.
 */
public final class DrawnFaces {
  /** The fewest faces: one for each partition. */
  public static final int FEWEST = 3;

  private static final int SMALLEST_SIDE = 16;
  private static final int LARGEST_SIDE = 1024;
  private static final int PICTURES_OF_A_PERSON = 4;
  private static final float QUALITY = 0.92f;

  /**
   * Ten people's places: about 70 % train, 10 % validation, 20 % test, each among the first three.
   */
  private static final List<Partition> PLACES =
      List.of(
          Partition.TRAIN,
          Partition.VALIDATION,
          Partition.TEST,
          Partition.TRAIN,
          Partition.TRAIN,
          Partition.TRAIN,
          Partition.TEST,
          Partition.TRAIN,
          Partition.TRAIN,
          Partition.TRAIN);

  private DrawnFaces() {}

  /** Like {@link #write(Path, int, int, int, long, IntConsumer)}, in silence. */
  public static void write(Path directory, int count, int width, int height, long seed) {
    write(directory, count, width, height, seed, done -> {});
  }

  /**
   * Draws the faces and writes the lists.
   *
   * @param directory made if it is not there; must be empty
   * @param count how many faces, at least {@link #FEWEST}
   * @param width pixels of a row, 16 to 1024; the faces have the proportions of 178x218
   * @param height rows, 16 to 1024
   * @param progress told how many faces are written, after each
   * @throws DataException if a number breaks its rule, the folder is not empty or cannot be written
   */
  public static void write(
      Path directory, int count, int width, int height, long seed, IntConsumer progress) {
    requireSizes(count, width, height);
    requireEmpty(directory);
    int people = Math.max(FEWEST, (count + PICTURES_OF_A_PERSON - 1) / PICTURES_OF_A_PERSON);
    StringBuilder attributes = new StringBuilder();
    attributes.append(count).append('\n');
    attributes.append(String.join(" ", CelebaAttribute.labels())).append('\n');
    StringBuilder partitions = new StringBuilder();
    StringBuilder identities = new StringBuilder();
    try {
      Path images = Files.createDirectories(directory.resolve(CelebaLayout.IMAGES));
      for (int i = 0; i < count; i++) {
        int person = i % people;
        Face face = new Person(Seeds.mix(seed, 1, person)).inPicture(Seeds.mix(seed, 2, i));
        String name = String.format(Locale.ROOT, "%06d.jpg", i + 1);
        writeJpeg(FacePainter.paint(face, width, height), images.resolve(name));
        attributes.append(name);
        for (CelebaAttribute attribute : CelebaAttribute.values()) {
          attributes.append(face.shows(attribute) ? "  1" : " -1");
        }
        attributes.append('\n');
        partitions.append(name).append(' ');
        partitions.append(PLACES.get(person % PLACES.size()).code()).append('\n');
        identities.append(name).append(' ').append(person + 1).append('\n');
        progress.accept(i + 1);
      }
      Files.writeString(directory.resolve(CelebaLayout.PARTITIONS), partitions);
      Files.writeString(directory.resolve(CelebaLayout.IDENTITIES), identities);
      Files.writeString(directory.resolve(CelebaLayout.ATTRIBUTES), attributes);
    } catch (IOException e) {
      throw new DataException(
          "The faces cannot be written to %s: %s.".formatted(directory, e.getMessage()), e);
    }
  }

  private static void requireSizes(int count, int width, int height) {
    if (count < FEWEST) {
      throw new DataException(
          "At least %d faces are drawn, one for each partition, found %d."
              .formatted(FEWEST, count));
    }
    if (Math.min(width, height) < SMALLEST_SIDE || Math.max(width, height) > LARGEST_SIDE) {
      throw new DataException(
          "Faces are drawn at %d to %d pixels a side, found %dx%d."
              .formatted(SMALLEST_SIDE, LARGEST_SIDE, width, height));
    }
  }

  private static void requireEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    try (Stream<Path> content = Files.list(directory)) {
      if (content.findAny().isPresent()) {
        throw new DataException(
            "The folder %s is not empty: name a new one for the drawn faces.".formatted(directory));
      }
    } catch (IOException e) {
      throw new DataException("%s is not a folder: name a new one.".formatted(directory), e);
    }
  }

  private static void writeJpeg(BufferedImage image, Path file) throws IOException {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "jpg").next();
    ImageWriteParam parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(QUALITY);
    try (ImageOutputStream out = ImageIO.createImageOutputStream(file.toFile())) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
