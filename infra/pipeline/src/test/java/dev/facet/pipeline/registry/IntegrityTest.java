package dev.facet.pipeline.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.facet.pipeline.PipelineException;
import dev.facet.pipeline.TestKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntegrityTest {
  @TempDir private Path folder;
  private Path bundle;
  private TestKeys keys;

  @BeforeEach
  void signABundle() throws Exception {
    bundle = SampleBundle.write(folder.resolve("bundle"), "faces", "1.0.0", "weights");
    keys = TestKeys.make(folder);
    keys.sign(bundle);
  }

  @Test
  void aBundleAsItWasSignedPasses() {
    assertThat(check().version()).isEqualTo("1.0.0");
  }

  @Test
  void aChangedFileIsFound() throws Exception {
    Files.writeString(bundle.resolve("model.onnx"), "Weights");
    refused("model.onnx has SHA-256");
  }

  @Test
  void aMissingFileIsFound() throws Exception {
    Files.delete(bundle.resolve("model.onnx"));
    refused("names model.onnx, which is missing");
  }

  @Test
  void anAddedFileIsFound() throws Exception {
    Files.writeString(bundle.resolve("model-int8.onnx"), "other weights");
    refused("model-int8.onnx is not in its bundle's manifest");
  }

  @Test
  void aChangedManifestIsFound() throws Exception {
    SampleBundle.write(bundle, "faces", "1.0.0", "other weights");
    refused("is not signed with the private key that belongs to");
  }

  @Test
  void anotherKeysSignatureIsFound() throws Exception {
    TestKeys.make(Files.createDirectories(folder.resolve("other"))).sign(bundle);
    refused("is not signed with the private key that belongs to");
  }

  @Test
  void aSignatureThatIsNoneIsFound() throws Exception {
    Files.write(bundle.resolve("manifest.sig"), new byte[] {1, 2, 3});
    refused("is not signed with the private key that belongs to");
    Files.delete(bundle.resolve("manifest.sig"));
    refused("is not signed, but --key demands it");
  }

  @Test
  void aKeyThatIsNoneIsOneSentence() throws Exception {
    Files.writeString(keys.open(), "no key");
    refused("is not a public Ed25519 key in PEM");
  }

  private void refused(String sentence) {
    assertThatThrownBy(this::check)
        .isInstanceOf(PipelineException.class)
        .hasMessageContaining(sentence);
  }

  private BundleFacts check() {
    return new Integrity(Optional.of(keys.open())).require(bundle);
  }
}
