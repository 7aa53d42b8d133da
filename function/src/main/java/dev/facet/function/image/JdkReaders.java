package dev.facet.function.image;

import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/** The decoders of the JDK itself, whatever other decoders the class path registers. */
final class JdkReaders {
  private JdkReaders() {}

  /**
   * A new JDK decoder for a format.
   *
   * @param format {@code jpeg} or {@code png}
   * @throws IllegalStateException when this JDK has none
   */
  static ImageReader of(String format) throws IOException {
    Iterator<ImageReaderSpi> providers =
        IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
    while (providers.hasNext()) {
      ImageReaderSpi provider = providers.next();
      if (provider.getClass().getModule() == ImageIO.class.getModule()
          && Arrays.asList(provider.getFormatNames()).contains(format)) {
        return provider.createReaderInstance();
      }
    }
    throw new IllegalStateException("this Java runtime has no decoder for " + format);
  }
}
