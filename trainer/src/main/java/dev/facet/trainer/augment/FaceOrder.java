package dev.facet.trainer.augment;

/**
 * Which faces the epochs of a run show, in which order. A pure function of the epoch, so that a run
 * can go on anywhere.
 */
public interface FaceOrder {
  /** How many faces an epoch shows, those that it shows twice counted twice; always the same. */
  int length();

  /**
   * An epoch's faces.
   *
   * @param epoch from 0
   * @return {@link #length()} indices of faces
   */
  int[] epoch(int epoch);

  /**
   * The seed from which the variation of one face is drawn.
   *
   * @param epoch from 0
   * @param position the face's place in the epoch, from 0
   * @param index the face at that place
   */
  long variation(int epoch, int position, int index);
}
