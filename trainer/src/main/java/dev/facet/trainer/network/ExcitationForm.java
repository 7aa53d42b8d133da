package dev.facet.trainer.network;

import dev.facet.trainer.block.ConvolutionalExcitation;
import dev.facet.trainer.block.DenseExcitation;
import dev.facet.trainer.block.Excitation;
import java.util.Optional;

/** Whether and how sub-networks weigh positions (PSE, section 3.2.2). */
public enum ExcitationForm {
  /** Not at all: the paper's baseline. */
  NONE,
  /** Form (a): fully connected layers. */
  DENSE,
  /** Form (b): convolutions. */
  CONVOLUTIONAL;

  /** The block for K branches, if there is one. */
  Optional<Excitation> block(String name, int branches) {
    return switch (this) {
      case NONE -> Optional.empty();
      case DENSE -> Optional.of(new DenseExcitation(name, branches));
      case CONVOLUTIONAL -> Optional.of(new ConvolutionalExcitation(name, branches));
    };
  }
}
