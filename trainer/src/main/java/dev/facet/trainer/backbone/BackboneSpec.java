package dev.facet.trainer.backbone;

/** A backbone as a recipe describes it. */
public sealed interface BackboneSpec permits AlexNetSpec, ResidualSpec {

  /** The backbone of that description. */
  Backbone backbone();
}
