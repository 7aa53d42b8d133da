package dev.facet.function.bundle;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model that can be served, whose files are all present and are those that the manifest means.
 *
 * @param manifest what the bundle says about itself
 * @param location where its files are
 * @param modelFile the file that holds the form of the network to serve
 */
public record Bundle(Manifest manifest, BundleLocation location, String modelFile) {
  /** The form that every bundle has. */
  static final String MODEL = "model.onnx";

  private static final String MODELS = ".onnx";

  static final String MANIFEST = "manifest.json";

  /** Checks that nothing is missing. */
  public Bundle {
    requireNonNull(manifest, "manifest is null");
    requireNonNull(location, "location is null");
    requireNonNull(modelFile, "modelFile is null");
  }

  /**
   * Reads the manifest and compares the digest of every file but the models; the one that is served
   * is compared when {@linkplain #model() its bytes} are read.
   *
   * @param trust whose bundles are served
   * @throws BundleException when the manifest has mistakes, is not signed as it must be, or a file
   *     is not the one that it means
   */
  public static Bundle open(BundleLocation location, Trust trust) {
    byte[] json;
    try (InputStream stream = location.open(MANIFEST)) {
      json = stream.readAllBytes();
    } catch (IOException e) {
      throw new BundleException(
          Flaw.MANIFEST,
          location.describe(MANIFEST) + " cannot be read: export the bundle again.",
          e);
    }
    trust.require(json, location);
    Manifest manifest = ManifestReader.read(json, location.describe(MANIFEST));
    Bundle bundle = new Bundle(manifest, location, MODEL);
    manifest.files().keySet().stream()
        .filter(f -> !f.endsWith(MODELS))
        .forEach(bundle::requireDigest);
    return bundle;
  }

  /**
   * The same bundle, serving another form of its network; empty if it has no such form.
   *
   * @param target what the form was compiled for, such as {@code cpu}
   * @param precision such as {@code int8}
   */
  public Optional<Bundle> form(String target, String precision) {
    return manifest.variants().entrySet().stream()
        .filter(form -> form.getValue().equals(new Manifest.Variant(target, precision)))
        .map(form -> new Bundle(manifest, location, form.getKey()))
        .findFirst();
  }

  /**
   * The bytes of the ONNX model, whose digest was compared with the manifest's.
   *
   * @throws BundleException when the file is missing or is not the one that the manifest means
   */
  public byte[] model() {
    byte[] bytes = read(modelFile);
    requireDigest(modelFile, Sha256.of(bytes));
    return bytes;
  }

  /**
   * Where the model is, if it keeps weights in a second file beside it, which only the runtime can
   * find; empty if {@linkplain #model() its bytes} are all.
   *
   * @throws BundleException when it is not in a folder
   */
  public Optional<Path> modelInTwoFiles() {
    if (!manifest.files().containsKey(modelFile + ".data")) {
      return Optional.empty();
    }
    if (location instanceof BundleLocation.Folder(Path path)) {
      return Optional.of(path.resolve(modelFile));
    }
    throw new BundleException(
        Flaw.FORM,
        location.describe(modelFile)
            + " keeps weights in a second file, which works only in a folder: unpack the bundle.");
  }

  /**
   * The pixels {@code [H, W, 3]} of the golden image.
   *
   * @param golden the manifest's
   * @throws BundleException when it is not a portable pixmap of the input's size
   */
  public byte[] pixels(Manifest.Golden golden) {
    return PortablePixmap.pixels(read(golden.image()), manifest.height(), manifest.width())
        .orElseThrow(
            () ->
                new BundleException(
                    Flaw.GOLDEN,
                    "%s must be a binary portable pixmap of %d x %d pixels; export the bundle again."
                        .formatted(
                            location.describe(golden.image()),
                            manifest.width(),
                            manifest.height())));
  }

  /** The lower-case hexadecimal SHA-256 of the model: what names it in answers. */
  public String sha256() {
    return manifest.files().get(modelFile).sha256();
  }

  private byte[] read(String file) {
    try (InputStream stream = location.open(file)) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A file of weights can be longer than an array. */
  private void requireDigest(String file) {
    try (InputStream stream = location.open(file)) {
      requireDigest(file, Sha256.of(stream));
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private void requireDigest(String file, String found) {
    String expected = manifest.files().get(file).sha256();
    if (!found.equals(expected)) {
      throw new BundleException(
          Flaw.DIGEST,
          "%s is not the file that the manifest means: expected SHA-256 %s, found %s; copy or export the bundle again."
              .formatted(location.describe(file), expected, found));
    }
  }

  private BundleException unreadable(String file, IOException cause) {
    return new BundleException(
        Flaw.DIGEST,
        location.describe(file)
            + " is in the manifest but cannot be read: export the bundle again.",
        cause);
  }
}
