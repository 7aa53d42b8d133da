package dev.facet.function.start;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a native image is told about ONNX Runtime is what ONNX Runtime's library needs. */
class NativeImageTest {
  private static final String LIBRARIES = "ai/onnxruntime/native/linux-x64/";
  private static final String JNI_CONFIG =
      "META-INF/native-image/dev.facet/facet-function/jni-config.json";

  /** A class as native code names it, a whole string of the library. */
  private static final Pattern LOOKED_UP =
      Pattern.compile("\\x00((?:ai/onnxruntime|java)/[\\w/$]+)\\x00");

  /** A class in the signature of a method or field that native code looks up. */
  private static final Pattern IN_SIGNATURE = Pattern.compile("L(ai/onnxruntime/[\\w/$]+);");

  @Test
  void registersTheClassesThatTheLibraryLooksUp() throws IOException {
    String library = library();

    assertThat(registered()).isEqualTo(names(LOOKED_UP, library)).hasSizeGreaterThan(10);
  }

  @Test
  void everyRegisteredClassIsThere() throws IOException {
    assertThat(registered()).allSatisfy(NativeImageTest::find);
  }

  @Test
  void everySignatureOfTheLibraryIsOneOfOurVersion() throws IOException {
    assertThat(names(IN_SIGNATURE, library())).isNotEmpty().allSatisfy(NativeImageTest::find);
  }

  @Test
  void keepsTheLibrariesOfThisPlatformTheModelAndTheContract() throws IOException {
    Properties configuration = new Properties();
    try (InputStream file = resource("application.properties")) {
      configuration.load(file);
    }

    String included = configuration.getProperty("quarkus.native.resources.includes");

    assertThat(included.split(",")).containsExactly(LIBRARIES + "*", "bundles/**", "contract/**");
    for (String file : Set.of("libonnxruntime.so", "libonnxruntime4j_jni.so")) {
      try (InputStream library = resource(LIBRARIES + file)) {
        assertThat(library).as(file).isNotNull();
      }
    }
    assertThat(configuration.getProperty("quarkus.native.additional-build-args"))
        .contains("--initialize-at-run-time=ai.onnxruntime");
  }

  private static Set<String> registered() throws IOException {
    Set<String> names = new TreeSet<>();
    try (InputStream file = resource(JNI_CONFIG)) {
      for (JsonNode entry : new ObjectMapper().readTree(file)) {
        names.add(entry.path("name").asText());
      }
    }
    return names;
  }

  private static String library() throws IOException {
    try (InputStream file = resource(LIBRARIES + "libonnxruntime4j_jni.so")) {
      return new String(file.readAllBytes(), ISO_8859_1);
    }
  }

  private static Set<String> names(Pattern pattern, String library) {
    // each zero twice, because it ends one string and begins the next
    return pattern
        .matcher(library.replace("\0", "\0\0"))
        .results()
        .map((MatchResult name) -> name.group(1).replace('/', '.'))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static void find(String name) {
    try {
      assertThat(Class.forName(name, false, NativeImageTest.class.getClassLoader())).isNotNull();
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name + " is no class of this version of ONNX Runtime", e);
    }
  }

  private static InputStream resource(String name) {
    return NativeImageTest.class.getClassLoader().getResourceAsStream(name);
  }
}
