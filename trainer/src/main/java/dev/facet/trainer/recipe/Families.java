package dev.facet.trainer.recipe;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.facet.trainer.backbone.AlexNetSpec;
import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.network.AaFaceSpec;
import dev.facet.trainer.network.BlanSpec;
import dev.facet.trainer.network.EmbeddingSpec;
import dev.facet.trainer.network.GalSpec;
import dev.facet.trainer.network.PseSpec;

/** How recipes name the kinds of networks and backbones: by the field {@code family}. */
final class Families {
  private Families() {}

  /** The networks. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "family")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = BlanSpec.class, name = BlanSpec.FAMILY),
    @JsonSubTypes.Type(value = AaFaceSpec.class, name = AaFaceSpec.FAMILY),
    @JsonSubTypes.Type(value = EmbeddingSpec.class, name = EmbeddingSpec.FAMILY),
    @JsonSubTypes.Type(value = GalSpec.class, name = GalSpec.FAMILY),
    @JsonSubTypes.Type(value = PseSpec.class, name = PseSpec.FAMILY)
  })
  interface Network {}

  /** The backbones. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "family")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = AlexNetSpec.class, name = "alexnet"),
    @JsonSubTypes.Type(value = ResidualSpec.class, name = "residual")
  })
  interface Backbone {}
}
