package dev.facet.exporter.inspect;

import dev.facet.exporter.inspect.MultiplyAdds.Count;
import dev.facet.exporter.inspect.profile.Profile;
import dev.facet.exporter.onnx.outline.NodeOutline;
import dev.facet.exporter.onnx.outline.WeightOutline;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known of a model.
 *
 * @param file the model
 * @param shapes of its values in a call with one image
 * @param nodes its operators with what each costs
 * @param translated operators by kind before the passes, if a run was named
 * @param profile what ONNX Runtime saw, if it ran the model
 * @param noProfile why it did not, as a part of a sentence
 * @param damage what cannot be in it, as a part of a sentence, if anything
 */
public record Inspection(
    ModelFile file,
    Shapes shapes,
    List<NodeFacts> nodes,
    Optional<Map<String, Long>> translated,
    Optional<Profile> profile,
    Optional<String> noProfile,
    Optional<String> damage) {
  /** Copies the list. */
  public Inspection {
    nodes = List.copyOf(nodes);
  }

  /**
   * An operator with what it costs.
   *
   * @param node the operator
   * @param multiplyAdds how often it multiplies and adds
   * @param microseconds of a call; empty if it was not measured, or runs as a part of another
   */
  public record NodeFacts(NodeOutline node, Count multiplyAdds, Optional<Double> microseconds) {
    /** The multiply-adds that are known. */
    public long known() {
      return multiplyAdds instanceof Count.Known(long number) ? number : 0;
    }
  }

  /** How many numbers the model has learnt. */
  public long parameters() {
    return learnt().stream().mapToLong(WeightOutline::elements).sum();
  }

  /** The tensors of learnt numbers. */
  public List<WeightOutline> learnt() {
    return file.outline().allWeights().filter(weight -> weight.type().learnt()).toList();
  }

  /** How many bytes all tensors take. */
  public long weightBytes() {
    return file.outline().allWeights().mapToLong(WeightOutline::bytes).sum();
  }

  /** Multiply-adds of a call with one image, as far as they are known. */
  public long multiplyAdds() {
    return nodes.stream().mapToLong(NodeFacts::known).reduce(0, Math::addExact);
  }

  /** The operators whose multiply-adds nobody can tell. */
  public List<NodeFacts> unknown() {
    return nodes.stream().filter(node -> node.multiplyAdds() instanceof Count.Unknown).toList();
  }

  /** The shapes of the inputs in the call that everything is said of, where they are known. */
  public Map<String, List<Long>> inputs() {
    Map<String, List<Long>> inputs = new LinkedHashMap<>();
    file.outline()
        .inputs()
        .forEach(
            input -> shapes.of(input.name()).ifPresent(shape -> inputs.put(input.name(), shape)));
    return inputs;
  }
}
