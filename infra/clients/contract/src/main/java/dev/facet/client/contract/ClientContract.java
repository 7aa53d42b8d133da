package dev.facet.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * Makes of the contract one in which every call has one form of body and of answer, because
 * generators make one method of a call and disagree about which form it sends: of a body the first,
 * of an answer the first that is JSON.
 */
public final class ClientContract {
  private ClientContract() {}

  /**
   * Reads the contract and writes the other.
   *
   * @param arguments the file to read and the file to write
   */
  public static void main(String[] arguments) throws IOException {
    YAMLMapper yaml = new YAMLMapper();
    JsonNode contract = yaml.readTree(Path.of(arguments[0]).toFile());
    narrow(contract);
    Path out = Path.of(arguments[1]);
    Files.createDirectories(out.getParent());
    yaml.writeValue(out.toFile(), contract);
  }

  /** Takes all forms but one of each body and answer. */
  static void narrow(JsonNode contract) {
    for (JsonNode path : contract.path("paths")) {
      for (JsonNode call : path) {
        if (call.at("/requestBody/content") instanceof ObjectNode forms) {
          keep(forms, forms.fieldNames().next());
        }
        for (JsonNode answer : call.path("responses")) {
          if (answer.path("content") instanceof ObjectNode forms) {
            forms.properties().stream()
                .map(Map.Entry::getKey)
                .filter(form -> form.endsWith("json"))
                .findFirst()
                .ifPresent(form -> keep(forms, form));
          }
        }
      }
    }
  }

  private static void keep(ObjectNode forms, String form) {
    forms.retain(form);
  }
}
