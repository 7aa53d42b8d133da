package dev.facet.trainer.network;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Attributes that one sub-network answers for, because they appear at one place of the face.
 *
 * @param name the place, such as {@code hair}
 * @param attributes names as the dataset spells them
 */
public record AttributeGroup(String name, List<String> attributes) {
  /** The eight groups (PSE, section 4.2) with their attributes in full (GAL, table 1). */
  private static final Map<String, List<String>> CELEBA = celeba();

  /** Copies the list. */
  public AttributeGroup {
    attributes = List.copyOf(attributes);
  }

  /**
   * The papers' division for a list of attributes: groups in the papers' order, those without an
   * attribute left out. Attributes that CelebA does not have belong to the whole face.
   */
  public static List<AttributeGroup> of(List<String> attributes) {
    List<AttributeGroup> groups = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : CELEBA.entrySet()) {
      boolean holistic = entry.getKey().equals("holistic");
      List<String> members =
          attributes.stream()
              .filter(a -> entry.getValue().contains(a) || (holistic && isUnknown(a)))
              .toList();
      if (!members.isEmpty()) {
        groups.add(new AttributeGroup(entry.getKey(), members));
      }
    }
    return groups;
  }

  private static boolean isUnknown(String attribute) {
    return CELEBA.values().stream().noneMatch(group -> group.contains(attribute));
  }

  private static Map<String, List<String>> celeba() {
    Map<String, List<String>> groups = new LinkedHashMap<>();
    groups.put(
        "holistic",
        List.of(
            "Attractive",
            "Blurry",
            "Chubby",
            "Heavy_Makeup",
            "Male",
            "Oval_Face",
            "Pale_Skin",
            "Smiling",
            "Young"));
    groups.put(
        "hair",
        List.of(
            "Bald",
            "Bangs",
            "Black_Hair",
            "Blond_Hair",
            "Brown_Hair",
            "Gray_Hair",
            "Receding_Hairline",
            "Straight_Hair",
            "Wavy_Hair",
            "Wearing_Hat"));
    groups.put(
        "eyes",
        List.of(
            "Arched_Eyebrows", "Bags_Under_Eyes", "Bushy_Eyebrows", "Eyeglasses", "Narrow_Eyes"));
    groups.put("nose", List.of("Big_Nose", "Pointy_Nose"));
    groups.put(
        "cheek_and_ears",
        List.of("High_Cheekbones", "Rosy_Cheeks", "Sideburns", "Wearing_Earrings"));
    groups.put(
        "mouth",
        List.of(
            "5_o_Clock_Shadow", "Big_Lips", "Mouth_Slightly_Open", "Mustache", "Wearing_Lipstick"));
    groups.put("chin", List.of("Double_Chin", "Goatee", "No_Beard"));
    groups.put("neck", List.of("Wearing_Necklace", "Wearing_Necktie"));
    return groups;
  }
}
