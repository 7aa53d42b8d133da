package dev.facet.trainer.data;

import dev.facet.trainer.data.mat.MatFile;
import dev.facet.trainer.data.mat.MatMatrix;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * LFWA's file of labels.
 *
 * @param images paths of the pictures, with a slash between folder and file
 * @param persons for each picture its folder
 * @param attributes names as CelebA spells and orders them
 * @param rows for each picture which of them it shows
 */
record LfwaLabels(
    List<String> images, List<String> persons, List<String> attributes, List<boolean[]> rows) {

  static LfwaLabels read(MatFile file, Path path) {
    // written on Windows: AJ_Cook\AJ_Cook_0001.jpg
    List<String> images =
        file.texts("name").stream().map(name -> name.strip().replace('\\', '/')).toList();
    MatMatrix labels = file.numbers("label");
    List<String> names = file.texts("AttrName");
    if (labels.rows() != images.size() || labels.columns() != names.size()) {
      throw new DataException(
          ("%s: 'label' must have a row for each of the %d images in 'name' and a column for each of"
                  + " the %d attributes in 'AttrName', found %dx%d; download it again.")
              .formatted(path, images.size(), names.size(), labels.rows(), labels.columns()));
    }
    Map<CelebaAttribute, Integer> columns = columns(names, path);
    List<boolean[]> rows = new ArrayList<>(images.size());
    for (int row = 0; row < images.size(); row++) {
      boolean[] shown = new boolean[columns.size()];
      int i = 0;
      for (int column : columns.values()) {
        shown[i++] = shown(labels.at(row, column), images.get(row), names.get(column), path);
      }
      rows.add(shown);
    }
    return new LfwaLabels(
        images,
        persons(images, path),
        columns.keySet().stream().map(CelebaAttribute::label).toList(),
        rows);
  }

  /** The column of each attribute, in CelebA's order. */
  private static Map<CelebaAttribute, Integer> columns(List<String> names, Path path) {
    Map<CelebaAttribute, Integer> columns = new TreeMap<>();
    for (int column = 0; column < names.size(); column++) {
      String name = names.get(column);
      CelebaAttribute attribute =
          AttributeNames.find(name)
              .orElseThrow(
                  () ->
                      new DataException(
                          "%s, variable 'AttrName': '%s' is none of CelebA's attributes; correct it."
                              .formatted(path, name)));
      if (columns.put(attribute, column) != null) {
        throw new DataException(
            "%s, variable 'AttrName': '%s' is named twice; every name must differ."
                .formatted(path, name));
      }
    }
    return columns;
  }

  private static boolean shown(double label, String image, String attribute, Path path) {
    if (label != 1 && label != 0 && label != -1) {
      throw new DataException(
          "%s, variable 'label': %s labels '%s' with %s, but a label is 1, 0 or -1; correct it."
              .formatted(path, image, attribute, label));
    }
    return label == 1;
  }

  private static List<String> persons(List<String> images, Path path) {
    if (images.isEmpty()) {
      throw new DataException(
          "%s, variable 'name': it names no image; download it again.".formatted(path));
    }
    Set<String> seen = HashSet.newHashSet(images.size());
    List<String> persons = new ArrayList<>(images.size());
    for (String image : images) {
      int slash = image.indexOf('/');
      if (slash <= 0 || slash != image.lastIndexOf('/') || slash == image.length() - 1) {
        throw new DataException(
            "%s, variable 'name': an image must be named PERSON/FILE, found '%s'; correct it."
                .formatted(path, image));
      }
      if (!seen.add(image)) {
        throw new DataException(
            "%s, variable 'name': %s is named a second time; every name must differ."
                .formatted(path, image));
      }
      persons.add(image.substring(0, slash));
    }
    return persons;
  }
}
