package dev.facet.function.image;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The structure of a JPEG file (ITU-T T.81, annex B): its frame, its scans and its EXIF segment.
 *
 * <p>The JDK decodes grey and three-component images; images of four components (CMYK and YCCK) go
 * to the TwelveMonkeys decoder, which the JDK's cannot replace.
 */
final class JpegFile implements EncodedImage {
  /** Honest progressive files have 3 to about 20; each scan costs a pass over the whole image. */
  private static final int MOST_SCANS = 100;

  /** Pixels times scans: 24 of them over 25 megapixels take some seconds. */
  private static final long MOST_WORK = 600_000_000;

  private static final int TEM = 0x01;
  private static final int SOF_BASELINE = 0xC0;
  private static final int SOF_PROGRESSIVE = 0xC2;
  private static final int SOF_LAST = 0xCF;
  private static final int DHT = 0xC4;
  private static final int JPG = 0xC8;
  private static final int DAC = 0xCC;
  private static final int RST_FIRST = 0xD0;
  private static final int SOI = 0xD8;
  private static final int EOI = 0xD9;
  private static final int SOS = 0xDA;
  private static final int APP0 = 0xE0;
  private static final int APP1 = 0xE1;
  private static final int APP14 = 0xEE;
  private static final int APP15 = 0xEF;
  private static final int COM = 0xFE;
  private static final byte[] EXIF = "Exif\0\0".getBytes(ISO_8859_1);
  private static final byte[] JFIF = "JFIF\0".getBytes(ISO_8859_1);
  private static final byte[] ADOBE = "Adobe".getBytes(ISO_8859_1);

  private static final JPEGImageReaderSpi FOUR_COMPONENTS = fourComponents();

  private final byte[] file;
  private final ByteArrayOutputStream bare;
  private int position = 2;
  private int width;
  private int height;
  private int components;
  private int scans;
  private byte[] exif;
  private String defect;

  private JpegFile(byte[] file) {
    this.file = file;
    this.bare = new ByteArrayOutputStream(file.length);
    bare.write(file, 0, 2);
  }

  static JpegFile read(byte[] file) {
    JpegFile jpeg = new JpegFile(file);
    jpeg.walk();
    return jpeg;
  }

  private void walk() {
    while (defect == null) {
      int marker = nextMarker();
      if (marker < 0) {
        defect = "it is cut off after " + file.length + " bytes";
      } else if (marker == EOI) {
        end();
        return;
      } else if (!standsAlone(marker)) {
        segment(marker);
      }
    }
  }

  private static boolean standsAlone(int marker) {
    return marker == TEM || (marker >= RST_FIRST && marker <= SOI);
  }

  private void end() {
    bare.write(0xFF);
    bare.write(EOI);
    if (components == 0 || scans == 0) {
      defect = "it holds no picture";
    }
  }

  /** The next marker, skipping what stands before it as decoders do; -1 at the end of the file. */
  private int nextMarker() {
    while (position + 1 < file.length) {
      int marker = file[position + 1] & 0xFF;
      if (file[position] == (byte) 0xFF && marker != 0 && marker != 0xFF) {
        position += 2;
        return marker;
      }
      position++;
    }
    return -1;
  }

  private void segment(int marker) {
    int length = position + 2 <= file.length ? unsignedShort(position) : Integer.MAX_VALUE;
    if (length > file.length - position) {
      defect = "it is cut off after " + file.length + " bytes";
      return;
    }
    if (length < 2) {
      defect = "a segment at byte " + position + " claims " + length + " bytes";
      return;
    }
    int start = position - 2;
    position += length;
    if (marker == SOS) {
      scans++;
      if (scans > MOST_SCANS) {
        defect = "it has more than " + MOST_SCANS + " scans";
        return;
      }
      if ((long) scans * width * height > MOST_WORK) {
        defect = "it has %d scans over %d x %d pixels".formatted(scans, width, height);
        return;
      }
      skipEntropyCodedData();
    } else if (isFrame(marker)) {
      frame(marker, start + 4, length - 2);
    } else if (marker == APP1 && exif == null && has(EXIF, start + 4, length - 2)) {
      exif = Arrays.copyOfRange(file, start + 4 + EXIF.length, position);
    }
    if (isNeeded(marker, start + 4, length - 2)) {
      bare.write(file, start, position - start);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= SOF_BASELINE
        && marker <= SOF_LAST
        && marker != DHT
        && marker != JPG
        && marker != DAC;
  }

  private void frame(int marker, int start, int length) {
    if (components != 0) {
      defect = "it has more than one frame";
    } else if (length < 6) {
      defect = "its frame header has only " + length + " bytes";
    } else {
      height = unsignedShort(start + 1);
      width = unsignedShort(start + 3);
      components = file[start + 5] & 0xFF;
      int bits = file[start] & 0xFF;
      if (marker > SOF_PROGRESSIVE) {
        defect = "its coding is neither baseline nor progressive";
      } else if (bits != 8) {
        defect = "it has " + bits + " bits a sample where 8 are read";
      } else if (components != 1 && components != 3 && components != 4) {
        defect = "it has " + components + " components where 1, 3 or 4 are read";
      }
    }
  }

  private boolean isNeeded(int marker, int start, int length) {
    return switch (marker) {
      case APP0 -> has(JFIF, start, length);
      case APP14 -> has(ADOBE, start, length);
      case COM -> false;
      default -> marker < APP0 || marker > APP15;
    };
  }

  private void skipEntropyCodedData() {
    while (position + 1 < file.length) {
      if (file[position] == (byte) 0xFF) {
        int next = file[position + 1] & 0xFF;
        if (next != 0 && next != 0xFF && (next < RST_FIRST || next >= SOI)) {
          return;
        }
      }
      position++;
    }
    position = file.length;
  }

  private boolean has(byte[] prefix, int start, int length) {
    return length >= prefix.length
        && Arrays.equals(file, start, start + prefix.length, prefix, 0, prefix.length);
  }

  private int unsignedShort(int at) {
    return (file[at] & 0xFF) << 8 | (file[at + 1] & 0xFF);
  }

  @Override
  public long width() {
    return width;
  }

  @Override
  public long height() {
    return height;
  }

  @Override
  public Optional<byte[]> exif() {
    return Optional.ofNullable(exif);
  }

  @Override
  public Optional<String> defect() {
    return Optional.ofNullable(defect);
  }

  @Override
  public byte[] bare() {
    return bare.toByteArray();
  }

  @Override
  public boolean isThreeColours() {
    return components == 3;
  }

  @Override
  public ImageReader newReader() throws IOException {
    return components == 4 ? FOUR_COMPONENTS.createReaderInstance(null) : JdkReaders.of("jpeg");
  }

  /** A provider of our own, so that it matters to nobody which others are registered. */
  private static JPEGImageReaderSpi fourComponents() {
    JPEGImageReaderSpi provider = new JPEGImageReaderSpi();
    provider.onRegistration(IIORegistry.getDefaultInstance(), ImageReaderSpi.class);
    return provider;
  }
}
