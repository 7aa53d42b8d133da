package dev.facet.trainer.weights;

import dev.facet.trainer.backbone.Backbone;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Facet's names for the arrays of residual networks as torchvision and timm name them: stem {@code
 * conv1} and {@code bn1}, blocks {@code layer1.0.conv1}, {@code layer1.0.bn1}, {@code
 * layer1.0.downsample.0} with its normalisation after it, and {@code layer1.0.se.fc1} and {@code
 * fc2}.
 */
public final class Naming {
  /** What people wrap a backbone in. */
  private static final String WRAPPER = "(?:(?:module|model|backbone|encoder)\\.)*";

  private static final Pattern STEM =
      Pattern.compile(WRAPPER + "(?:conv1\\.(?<weight>weight)|bn1\\.(?<norm>\\w+))");
  private static final Pattern BLOCK =
      Pattern.compile(WRAPPER + "layer(?<stage>\\d+)\\.(?<block>\\d+)\\.(?<rest>.+)");
  private static final Pattern CONVOLUTION = Pattern.compile("conv(\\d)\\.weight");
  private static final Pattern NORM = Pattern.compile("bn(\\d)\\.(\\w+)");

  /** Torchvision has the convolution at 0, timm after a mean-pool at 1. */
  private static final Pattern SHORTCUT = Pattern.compile("downsample\\.[012]\\.(\\w+)");

  private static final Pattern SQUEEZE = Pattern.compile("se\\.fc([12])\\.(weight|bias)");

  private static final Map<String, String> OF_NORM =
      Map.of("weight", "scale", "bias", "shift", "running_mean", "mean", "running_var", "variance");

  private Naming() {}

  /**
   * Facet's name for an array, or the name itself where it follows none of these conventions.
   *
   * @param rank how many extents the array has, which tells convolutions from normalisations
   */
  public static String facet(String name, int rank) {
    Matcher stem = STEM.matcher(name);
    if (stem.matches()) {
      return stem.group("weight") != null
          ? Backbone.PATH + ".stem.conv.weight"
          : norm(Backbone.PATH + ".stem.norm", stem.group("norm")).orElse(name);
    }
    Matcher block = BLOCK.matcher(name);
    if (block.matches()) {
      String path =
          "%s.stage%s.%s".formatted(Backbone.PATH, block.group("stage"), block.group("block"));
      return inBlock(path, block.group("rest"), rank).orElse(name);
    }
    return name;
  }

  private static Optional<String> inBlock(String path, String rest, int rank) {
    Matcher convolution = CONVOLUTION.matcher(rest);
    if (convolution.matches()) {
      return Optional.of("%s.conv%s.weight".formatted(path, convolution.group(1)));
    }
    Matcher norm = NORM.matcher(rest);
    if (norm.matches()) {
      return norm(path + ".norm" + norm.group(1), norm.group(2));
    }
    Matcher shortcut = SHORTCUT.matcher(rest);
    if (shortcut.matches()) {
      return rank == 4
          ? Optional.of(path + ".shortcut.conv.weight")
          : norm(path + ".shortcut.norm", shortcut.group(1));
    }
    Matcher squeeze = SQUEEZE.matcher(rest);
    if (squeeze.matches()) {
      String layer = squeeze.group(1).equals("1") ? "reduce" : "excite";
      return Optional.of("%s.squeeze.%s.%s".formatted(path, layer, squeeze.group(2)));
    }
    return Optional.empty();
  }

  private static Optional<String> norm(String path, String field) {
    return Optional.ofNullable(OF_NORM.get(field)).map(own -> path + "." + own);
  }
}
