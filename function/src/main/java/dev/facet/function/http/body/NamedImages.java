package dev.facet.function.http.body;

import dev.facet.function.http.body.MultipartParts.Part;
import dev.facet.function.inference.ImageFile;
import dev.facet.function.problem.ProblemException;
import dev.facet.function.problem.ProblemType;
import dev.facet.function.problem.Quoted;
import java.util.ArrayList;
import java.util.List;

/** Takes images out of parts by the parts' names. */
final class NamedImages {
  private static final String PART = "image";

  private NamedImages() {}

  /** One image for each part, all of which are named {@value #PART}. */
  static List<ImageFile> all(List<Part> parts) {
    List<ImageFile> images = new ArrayList<>();
    for (Part part : parts) {
      if (!part.name().equals(PART)) {
        throw new ProblemException(
            ProblemType.BAD_FIELD,
            "Part %d is named %s; name every part 'image'."
                .formatted(images.size() + 1, Quoted.value(part.name())));
      }
      images.add(RequestImages.sent("Image part " + (images.size() + 1), part.bytes()));
    }
    if (images.isEmpty()) {
      throw new ProblemException(
          ProblemType.NO_IMAGE, "The body has no part; send at least one named 'image'.");
    }
    return images;
  }

  /** The images of the parts with these names, each of which is there once and no other is. */
  static List<ImageFile> named(List<String> names, List<Part> parts) {
    for (Part part : parts) {
      if (!names.contains(part.name())) {
        throw new ProblemException(
            ProblemType.BAD_FIELD,
            "A part is named %s; the parts are %s."
                .formatted(Quoted.value(part.name()), String.join(" and ", names)));
      }
    }
    return names.stream().map(name -> only(name, parts)).toList();
  }

  private static ImageFile only(String name, List<Part> parts) {
    List<Part> found = parts.stream().filter(part -> part.name().equals(name)).toList();
    if (found.size() != 1) {
      throw new ProblemException(
          found.isEmpty() ? ProblemType.NO_IMAGE : ProblemType.BAD_FIELD,
          "The body has %d parts named '%s'; send one.".formatted(found.size(), name));
    }
    return RequestImages.sent("Part '" + name + "'", found.getFirst().bytes());
  }
}
