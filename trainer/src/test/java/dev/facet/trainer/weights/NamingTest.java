package dev.facet.trainer.weights;

import static org.assertj.core.api.Assertions.assertThat;

import dev.facet.trainer.backbone.ResidualSpec;
import dev.facet.trainer.graph.Features;
import dev.facet.trainer.graph.Layers;
import dev.facet.trainer.graph.Mode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamingTest {
  @ParameterizedTest
  @CsvSource({
    "conv1.weight, 4, backbone.stem.conv.weight",
    "bn1.running_var, 1, backbone.stem.norm.variance",
    "layer1.0.conv1.weight, 4, backbone.stage1.0.conv1.weight",
    "layer4.2.bn3.bias, 1, backbone.stage4.2.norm3.shift",
    "layer2.0.downsample.0.weight, 4, backbone.stage2.0.shortcut.conv.weight",
    "layer2.0.downsample.1.weight, 1, backbone.stage2.0.shortcut.norm.scale",
    "layer2.0.downsample.1.running_mean, 1, backbone.stage2.0.shortcut.norm.mean",
    "layer2.0.downsample.1.weight, 4, backbone.stage2.0.shortcut.conv.weight",
    "layer2.0.downsample.2.weight, 1, backbone.stage2.0.shortcut.norm.scale",
    "layer1.0.se.fc1.weight, 4, backbone.stage1.0.squeeze.reduce.weight",
    "layer1.0.se.fc2.bias, 1, backbone.stage1.0.squeeze.excite.bias",
    "module.encoder.layer1.1.conv2.weight, 4, backbone.stage1.1.conv2.weight",
    "fc.weight, 2, fc.weight",
    "bn1.num_batches_tracked, 0, bn1.num_batches_tracked",
    "backbone.stage1.0.conv1.weight, 4, backbone.stage1.0.conv1.weight",
    "layer1.0.other.weight, 4, layer1.0.other.weight"
  })
  void namesOfOthersBecomeFacets(String name, int rank, String own) {
    assertThat(Naming.facet(name, rank)).isEqualTo(own);
  }

  @Test
  void everyArrayOfASqueezingResNet50HasANameInTimm() {
    ResidualSpec spec =
        new ResidualSpec(
            7,
            64,
            ResidualSpec.Block.BOTTLENECK,
            ResidualSpec.Shortcut.STRIDED,
            16,
            List.of(256, 512, 1024, 2048),
            List.of(3, 4, 6, 3),
            List.of(1, 2, 2, 2));
    Layers layers = Layers.outline(Mode.INFERENCE);
    spec.backbone().build(layers, new Features(layers.placeholder("images", 3, 64, 64), 3, 64, 64));
    List<String> own = new ArrayList<>(layers.parameters().keySet());
    layers.statistics().forEach(each -> own.addAll(List.of(each.mean(), each.variance())));
    assertThat(timm(List.of(3, 4, 6, 3))).containsExactlyInAnyOrderElementsOf(own);
  }

  /** The arrays of timm's seresnet50 without its classifier, in Facet's names. */
  private static List<String> timm(List<Integer> blocks) {
    List<String> names = new ArrayList<>();
    convolution(names, "conv1", "bn1");
    for (int stage = 1; stage <= blocks.size(); stage++) {
      for (int block = 0; block < blocks.get(stage - 1); block++) {
        String path = "layer%d.%d.".formatted(stage, block);
        for (int i = 1; i <= 3; i++) {
          convolution(names, path + "conv" + i, path + "bn" + i);
        }
        if (block == 0) {
          convolution(names, path + "downsample.0", path + "downsample.1");
        }
        for (String layer : List.of("fc1", "fc2")) {
          names.add(Naming.facet(path + "se." + layer + ".weight", 4));
          names.add(Naming.facet(path + "se." + layer + ".bias", 1));
        }
      }
    }
    return names;
  }

  private static void convolution(List<String> names, String convolution, String norm) {
    names.add(Naming.facet(convolution + ".weight", 4));
    for (String field : List.of("weight", "bias", "running_mean", "running_var")) {
      names.add(Naming.facet(norm + "." + field, 1));
    }
  }
}
