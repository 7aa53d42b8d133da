package dev.facet.trainer.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.facet.trainer.augment.InputSpec;
import dev.facet.trainer.backbone.AlexNetSpec;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The sub-networks of all places as one wide operator each against the form in which the paper
 * draws them (PSE, figures 2 and 4): a copy for each place, with its part of the same weights.
 */
class PseCopiesTest {
  private static final long SEED = 96;
  private static final int BATCH = 3;
  private static final int CHANNELS = 32;
  private static final int HIDDEN = CHANNELS / 16;
  private static final List<String> ATTRIBUTES =
      List.of("Eyeglasses", "Smiling", "Bald", "No_Beard", "Young", "Bangs");

  /** The place of each attribute: whole face, hair, eyes and chin, in the paper's order. */
  private static final int[] PLACES = {2, 0, 1, 3, 0, 1};

  private static final int COUNT = 4;
  private static final InputSpec INPUT =
      new InputSpec(29, 33, 28, 32, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5));
  private static final AlexNetSpec BACKBONE =
      new AlexNetSpec(
          2, 2, 1, List.of(4, 4, 6, 6, 6), List.of(5, 3, 3, 3, 3), List.of(1, 2, 1, 2, 2));

  @ParameterizedTest
  @EnumSource
  void theWideFormEqualsCopies(ExcitationForm form) {
    Layers wide = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    new PseSpec(form, BACKBONE, CHANNELS, 0).over(INPUT, Subjects.of(ATTRIBUTES)).build(wide);
    Map<String, INDArray> arrays = Copies.arrays(wide, INPUT, BATCH, SEED);
    INDArray found = Copies.run(wide, arrays, List.of(Tensors.PROBABILITIES)).getFirst();

    Layers copies = new Layers(Mode.INFERENCE, DataType.DOUBLE);
    Features shared = BACKBONE.backbone().build(copies, Branches.images(copies, INPUT));
    List<String> wanted = new ArrayList<>();
    for (int place = 0; place < COUNT; place++) {
      wanted.add(copy(copies, "branches" + place, form, shared).name());
    }
    List<INDArray> means = Copies.run(copies, Copies.parts(copies, COUNT, arrays), wanted);

    for (int face = 0; face < BATCH; face++) {
      for (int a = 0; a < PLACES.length; a++) {
        INDArray own = means.get(PLACES[a]).getRow(face);
        double score = own.mul(arrays.get("head.weight").getRow(a)).sumNumber().doubleValue();
        score += arrays.get("head.bias").ravel().getDouble(a);
        assertThat(found.getDouble(face, a))
            .as("face %d, %s (seed %d)", face, ATTRIBUTES.get(a), SEED)
            .isCloseTo(1 / (1 + Math.exp(-score)), within(1e-10));
      }
    }
  }

  /** The sub-network of one place: the mean of its maps over positions, {@code [N, C]}. */
  private static SDVariable copy(Layers layers, String path, ExcitationForm form, Features shared) {
    Features maps = layers.convolution(path + ".conv", shared, CHANNELS, 1, 1);
    maps = layers.norm(path + ".norm", maps, true);
    Features squeezed = new Features(maps.variable().mean(true, 1), 1, maps.height(), maps.width());
    SDVariable excited =
        switch (form) {
          case NONE -> maps.variable();
          case DENSE -> maps.variable().mul(mask(layers, dense(layers, path + ".pse", squeezed)));
          case CONVOLUTIONAL ->
              maps.variable().mul(mask(layers, convolutional(layers, path + ".pse", squeezed)));
        };
    return excited.mean(false, 2, 3);
  }

  private static SDVariable mask(Layers layers, SDVariable logits) {
    return layers.graph().nn().sigmoid(logits);
  }

  private static SDVariable dense(Layers layers, String path, Features squeezed) {
    SDVariable flat = squeezed.variable().reshape(-1, squeezed.plane());
    SDVariable inner = layers.linear(path + ".squeeze", flat, squeezed.plane(), HIDDEN);
    return layers
        .linear(path + ".excite", layers.graph().nn().relu(inner, 0), HIDDEN, squeezed.plane())
        .reshape(-1, 1, squeezed.height(), squeezed.width());
  }

  private static SDVariable convolutional(Layers layers, String path, Features squeezed) {
    Features inner = layers.convolution(path + ".squeeze", squeezed, HIDDEN, 3, 1);
    inner = layers.bias(path + ".squeeze.bias", inner);
    inner = inner.with(layers.graph().nn().relu(inner.variable(), 0));
    Features logits = layers.convolution(path + ".excite", inner, 1, 1, 1);
    return layers.bias(path + ".excite.bias", logits).variable();
  }
}
