package dev.facet.bench.serving.traffic;

import dev.facet.bench.serving.process.BenchException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Some callers who send good and hostile calls at random and check the status of every answer. A
 * 503 with {@code Retry-After} is an answer too: the function is full and says so.
 */
public final class Mixture {
  private static final int MOST_COMPLAINTS = 50;

  private final URI root;
  private final List<Call> good;
  private final List<Call> hostile;
  private final double hostility;
  private final Map<String, Long> answers = new ConcurrentHashMap<>();
  private final Queue<String> complaints = new ConcurrentLinkedQueue<>();
  private final AtomicLong refused = new AtomicLong();

  /**
   * A mixture.
   *
   * @param hostility the share of hostile calls, 0 to 1
   */
  public Mixture(URI root, List<Call> good, List<Call> hostile, double hostility) {
    this.root = root;
    this.good = List.copyOf(good);
    this.hostile = List.copyOf(hostile);
    this.hostility = hostility;
  }

  /** Sends a number of calls and returns when all are answered; one seed, one order. */
  public void send(int callers, long count, long seed) {
    AtomicLong next = new AtomicLong();
    List<Future<?>> running = new ArrayList<>();
    try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        ExecutorService senders = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        running.add(
            senders.submit(
                () -> {
                  for (long number = next.getAndIncrement();
                      number < count;
                      number = next.getAndIncrement()) {
                    send(client, chosen(new SplittableRandom(seed + number)));
                  }
                  return null;
                }));
      }
      for (Future<?> sender : running) {
        sender.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new BenchException("Sending failed: " + e.getCause() + ".", e);
    }
  }

  private Call chosen(RandomGenerator random) {
    List<Call> from = random.nextDouble() < hostility ? hostile : good;
    return from.get(random.nextInt(from.size()));
  }

  private void send(HttpClient client, Call call) throws InterruptedException {
    try {
      HttpResponse<Void> answer =
          client.send(call.to(root), HttpResponse.BodyHandlers.discarding());
      if (answer.statusCode() == 503 && answer.headers().firstValue("Retry-After").isPresent()) {
        refused.incrementAndGet();
      } else if (answer.statusCode() == call.status()) {
        answers.merge(call.name(), 1L, Long::sum);
      } else {
        complain(
            "%s was answered %d instead of %d."
                .formatted(call.name(), answer.statusCode(), call.status()));
      }
    } catch (IOException e) {
      complain("%s was not answered: %s.".formatted(call.name(), e));
    }
  }

  private void complain(String complaint) {
    if (complaints.size() < MOST_COMPLAINTS) {
      complaints.add(complaint);
    }
  }

  /** What was not as expected, the first fifty. */
  public List<String> complaints() {
    return List.copyOf(complaints);
  }

  /** How many calls were answered 503 with {@code Retry-After}. */
  public long refused() {
    return refused.get();
  }

  /** How many calls of each name were answered as expected. */
  public Map<String, Long> answers() {
    return Map.copyOf(answers);
  }
}
