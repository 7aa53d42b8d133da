package dev.facet.trainer.network;

import dev.facet.trainer.block.Addition;
import dev.facet.trainer.block.AttentionalFusion;
import dev.facet.trainer.block.AttributeIntegration;
import dev.facet.trainer.block.Concatenation;
import dev.facet.trainer.block.ExcitedAddition;
import dev.facet.trainer.block.Integration;
import java.util.Locale;

/** How AAFace integrates attributes into recognition (AAFace, table 2). */
public enum IntegrationForm {
  /** The sum. */
  ADDITION,
  /** Side by side, then a 1x1 convolution. */
  CONCATENATION,
  /** The sum with squeeze-and-excitation of what is added: the row SENET. */
  EXCITATION,
  /** Attentional feature fusion: the row AFF. */
  FUSION,
  /** The paper's own: weights for every number of the maps. */
  ATTRIBUTE_AWARE;

  /** The name in lower case with hyphens. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The block of that form. */
  Integration block(String name, int reduction) {
    return switch (this) {
      case ADDITION -> new Addition();
      case CONCATENATION -> new Concatenation(name);
      case EXCITATION -> new ExcitedAddition(name, reduction);
      case FUSION -> new AttentionalFusion(name, reduction);
      case ATTRIBUTE_AWARE -> new AttributeIntegration(name, reduction);
    };
  }
}
