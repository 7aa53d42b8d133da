package dev.facet.function.http;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** Collects what a category of the log is told, until it is closed. */
public final class Logged extends Handler implements AutoCloseable {
  private static final Formatter MESSAGE_AND_CAUSE = new PatternFormatter("%s%e");

  private final Logger logger;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  /** Listens to a category and those below it. */
  public Logged(String category) {
    this.logger = Logger.getLogger(category);
    setLevel(Level.ALL);
    logger.addHandler(this);
  }

  /** The next line; waits for it, since lines follow their answers. */
  public String next() throws InterruptedException {
    String line = lines.poll(10, TimeUnit.SECONDS);
    if (line == null) {
      throw new AssertionError("nothing was logged");
    }
    return line;
  }

  /** All lines that nobody has taken. */
  public List<String> rest() {
    return List.copyOf(lines);
  }

  @Override
  public void publish(LogRecord entry) {
    lines.add(MESSAGE_AND_CAUSE.format(entry));
  }

  @Override
  public void flush() {
    // nothing is held back
  }

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
