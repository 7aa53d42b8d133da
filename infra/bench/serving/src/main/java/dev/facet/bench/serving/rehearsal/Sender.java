package dev.facet.bench.serving.rehearsal;

import dev.facet.bench.serving.capacity.Arrival;
import dev.facet.bench.serving.capacity.Outcome;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;

/**
 * Sends pictures when they are due, whatever has been answered, and keeps every answer. Nothing is
 * sent twice.
 */
final class Sender {
  private final URI call;
  private final IntFunction<byte[]> pictures;
  private final List<Outcome.Answer> answers = Collections.synchronizedList(new ArrayList<>());

  /**
   * A sender.
   *
   * @param call where to
   * @param pictures the JPEG of a number
   */
  Sender(URI call, IntFunction<byte[]> pictures) {
    this.call = call;
    this.pictures = pictures;
  }

  /** Answers so far. */
  List<Outcome.Answer> answers() {
    synchronized (answers) {
      return List.copyOf(answers);
    }
  }

  /**
   * Sends pictures and waits for all answers.
   *
   * @param arrivals in the order of their times
   * @param begin a time of {@link System#nanoTime}
   */
  void send(List<Arrival> arrivals, long begin) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < arrivals.size(); i++) {
        Arrival arrival = arrivals.get(i);
        long due = begin + (long) (arrival.at() * 1e9);
        long wait = due - System.nanoTime();
        if (wait > 0) {
          Thread.sleep(Duration.ofNanos(wait));
        }
        int number = i;
        threads.execute(() -> answers.add(one(number, due, begin, arrival.upload())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends one picture and waits for its answer. */
  Outcome.Answer one(int number, long due, long begin, double upload) {
    int status = 0;
    try {
      status = Upload.post(call, pictures.apply(number), upload);
    } catch (IOException lost) {
      System.err.println("A request was lost: " + lost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    double time = (System.nanoTime() - due) * 1e-9;
    return new Outcome.Answer((due - begin) * 1e-9, upload, time, status);
  }
}
