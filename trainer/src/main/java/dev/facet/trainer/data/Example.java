package dev.facet.trainer.data;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/** One picture of one face and what is known of it. Immutable. */
public final class Example {
  /** The identity of a face whose person is not known. */
  public static final int UNKNOWN_IDENTITY = -1;

  private final Picture picture;
  private final int identity;
  private final boolean[] labels;

  /**
   * An example.
   *
   * @param picture the face
   * @param identity the person's number, or {@link #UNKNOWN_IDENTITY}
   * @param labels for each of the dataset's attributes, in its order, whether the face shows it
   * @throws IllegalArgumentException if the identity is below -1
   */
  public Example(Picture picture, int identity, boolean[] labels) {
    if (identity < UNKNOWN_IDENTITY) {
      throw new IllegalArgumentException("identity must be -1 or more, found " + identity);
    }
    this.picture = requireNonNull(picture, "picture is null");
    this.identity = identity;
    this.labels = requireNonNull(labels, "labels is null").clone();
  }

  /**
   * An example whose picture is a file.
   *
   * @param image the picture's file
   * @param identity the person's number, or {@link #UNKNOWN_IDENTITY}
   * @param labels for each of the dataset's attributes, in its order, whether the face shows it
   * @throws IllegalArgumentException if the identity is below -1
   */
  public Example(Path image, int identity, boolean[] labels) {
    this(new PictureFile(requireNonNull(image, "image is null")), identity, labels);
  }

  /** The face as it is encoded. */
  public Picture picture() {
    return picture;
  }

  /** The person's number, or {@link #UNKNOWN_IDENTITY}. */
  public int identity() {
    return identity;
  }

  /** Whether the face shows each attribute, in the dataset's order; a fresh copy. */
  public boolean[] labels() {
    return labels.clone();
  }

  /** Whether the face shows the attribute of that position in the dataset's order. */
  public boolean shows(int attribute) {
    return labels[attribute];
  }

  /** How many attributes are labelled. */
  public int attributeCount() {
    return labels.length;
  }

  @Override
  public String toString() {
    return "Example[" + picture.name() + ", identity " + identity + "]";
  }
}
