package dev.facet.trainer.network;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.block.Normalise;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;

/**
 * Backbone, normalisation, dropout, a linear map and another normalisation (ArcFace, Deng et al.
 * 2019, section 3.2, "BN-Dropout-FC-BN"), learnt by classifying the persons of the training faces.
 */
final class EmbeddingNetwork implements Network {
  private static final String PATH = "embedding";

  private final EmbeddingSpec spec;
  private final InputSpec input;
  private final int persons;

  EmbeddingNetwork(EmbeddingSpec spec, InputSpec input, int persons) {
    Subjects.requireIdentities(EmbeddingSpec.FAMILY, persons);
    this.spec = spec;
    this.input = input;
    this.persons = persons;
  }

  @Override
  public void build(Layers layers) {
    Features maps = spec.backbone().backbone().build(layers, Branches.images(layers, input));
    maps = layers.norm(PATH + ".maps", maps, false);
    int width = spec.pooling() == EmbeddingSpec.Pooling.MEAN ? 1 : maps.plane();
    width *= maps.channels();
    SDVariable vector =
        switch (spec.pooling()) {
          case MEAN -> layers.globalMean(maps);
          case FLATTEN -> maps.variable().reshape(-1, width);
        };
    SDVariable kept = layers.dropout(PATH + ".dropout", vector, width, spec.dropout());
    SDVariable linear = layers.linear(PATH + ".linear", kept, width, spec.size());
    SDVariable embedding = layers.norm(PATH + ".norm", linear, spec.size());
    switch (layers.mode()) {
      case INFERENCE -> Normalise.rows(layers, embedding).rename(Tensors.EMBEDDING);
      case TRAINING ->
          spec.head()
              .head()
              .loss(
                  layers,
                  "head",
                  embedding,
                  spec.size(),
                  layers.placeholder(Tensors.IDENTITIES, persons),
                  persons)
              .rename(Tensors.LOSS);
    }
  }

  @Override
  public List<String> attributes() {
    return List.of();
  }

  @Override
  public List<AttributeGroup> groups() {
    return List.of();
  }

  @Override
  public boolean learnsIdentities() {
    return true;
  }

  @Override
  public int embedding() {
    return spec.size();
  }
}
