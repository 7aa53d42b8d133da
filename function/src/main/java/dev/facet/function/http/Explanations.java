package dev.facet.function.http;

import dev.facet.function.access.AttributePolicy;
import dev.facet.function.bundle.Manifest;
import dev.facet.function.bundle.Manifest.Output;
import dev.facet.function.explanation.HeatMap;
import dev.facet.function.explanation.Mask;
import dev.facet.function.http.answer.ExplanationAnswer;
import dev.facet.function.http.body.RequestImages;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.inference.Reading;
import dev.facet.function.model.ServedModel;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What an explanation asks of a model, and how it is told or drawn. */
@Singleton
class Explanations {
  private final RequestImages formats;
  private final Offers offers;
  private final AttributePolicy policy;

  Explanations(RequestImages formats, Offers offers, AttributePolicy policy) {
    this.policy = policy;
    this.formats = formats;
    this.offers = offers;
  }

  /** Asks for the values of a mask. */
  FaceCalls.Question<ExplanationAnswer> told(
      ServedModel model, Optional<String> attribute, Optional<String> contentType, byte[] body) {
    Subject subject = subject(model, attribute);
    Set<String> outputs =
        Stream.of(Manifest.MASKS, Manifest.PROBABILITIES, Manifest.AFFINITY)
            .filter(model.manifest().outputs()::containsKey)
            .collect(Collectors.toSet());
    return new FaceCalls.Question<>(
        List.of(formats.one(contentType, body)),
        outputs,
        readings -> {
          Reading.Read reading = readings.getFirst().orThrow();
          return ExplanationAnswer.of(
              model,
              subject.label(),
              model.manifest().groups().get(subject.group()).name(),
              mask(model.manifest(), subject, reading),
              policy.places(model.manifest()),
              reading);
        });
  }

  /** Asks for a mask drawn over the image, as a PNG file. */
  FaceCalls.Question<byte[]> drawn(
      ServedModel model, Optional<String> attribute, Optional<String> contentType, byte[] body) {
    Subject subject = subject(model, attribute);
    Manifest manifest = model.manifest();
    ByteBuffer pixels = ByteBuffer.allocate(manifest.bytesPerImage());
    HeatMap.SeenPixels seen =
        new HeatMap.SeenPixels(
            pixels,
            manifest.height(),
            manifest.width(),
            manifest.cropHeight(),
            manifest.cropWidth());
    return new FaceCalls.Question<>(
        List.of(shown(formats.one(contentType, body), pixels)),
        Set.of(Manifest.MASKS),
        readings -> HeatMap.png(seen, mask(manifest, subject, readings.getFirst().orThrow())));
  }

  /** The image, of which the pixels are wanted as the model sees them, to draw on. */
  private static ImageFile shown(ImageFile image, ByteBuffer pixels) {
    return image instanceof ImageFile.Sent sent ? new ImageFile.Shown(sent, pixels) : image;
  }

  /**
   * What is explained.
   *
   * @param label the index of an attribute
   * @param group the index of its group, which is that of its mask
   */
  private record Subject(int label, int group) {}

  private Subject subject(ServedModel model, Optional<String> attribute) {
    offers.require(model, List.of(Manifest.MASKS));
    Manifest manifest = model.manifest();
    String name = AttributeNames.find(policy.labels(manifest), attribute);
    int label = manifest.labels().indexOf(name);
    for (int group = 0; group < manifest.groups().size(); group++) {
      if (manifest.groups().get(group).attributes().contains(name)) {
        return new Subject(label, group);
      }
    }
    throw new ProblemException(
        ProblemType.OUTPUT_NOT_OFFERED,
        "The model has no mask for '%s', which is in none of its groups; ask for another attribute."
            .formatted(name));
  }

  /** The mask of a group, out of {@code [G, h, w]}. */
  private static Mask mask(Manifest manifest, Subject subject, Reading.Read reading) {
    Output masks = manifest.outputs().get(Manifest.MASKS);
    int height = masks.shape().get(2).getAsInt();
    int width = masks.shape().get(3).getAsInt();
    int size = height * width;
    return new Mask(height, width, reading.of(Manifest.MASKS).slice(subject.group() * size, size));
  }
}
