package dev.facet.function.inference;

import dev.facet.function.bundle.Bundle;
import dev.facet.function.bundle.BundleLocation;
import dev.facet.function.bundle.Trust;
import dev.facet.function.fixture.FixtureBundle;
import dev.facet.function.model.ServedModel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The fixture's network, loaded, and images for it that need no decoding. */
final class ColourModel {
  private ColourModel() {}

  static ServedModel load(Path root) throws IOException {
    Path folder = FixtureBundle.meanColour("colours", "1.0.0").write(root);
    return ServedModel.load(Bundle.open(new BundleLocation.Folder(folder), Trust.inAnyone()));
  }

  /** One colour everywhere. */
  static ImageFile grey(ServedModel model, int value) {
    ByteBuffer pixels = ByteBuffer.allocate(model.bytesPerImage());
    while (pixels.hasRemaining()) {
      pixels.put((byte) value);
    }
    return new ImageFile.Prepared(pixels.flip());
  }
}
