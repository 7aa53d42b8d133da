package dev.facet.bench.serving.capacity;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A day of traffic from event to event: requests come, wait in one queue and are answered by
 * replicas that share processors, while the autoscaler looks and decides. The same seed gives the
 * same outcome.
 *
 * @param site the function and its machine
 * @param scaling the autoscaler's settings
 * @param initial replicas that are wanted at the begin; they are not yet started
 */
public record Simulation(Site site, Scaling scaling, int initial) {
  /** Who waits longer than this after the end of the day is not answered any more, in seconds. */
  private static final double PATIENCE = 120;

  /**
   * Simulates a day.
   *
   * @param arrivals requests in the order of their times
   * @param seconds how long the day takes; requests that wait then are still answered
   */
  public Outcome run(List<Arrival> arrivals, double seconds, long seed) {
    Machine machine = new Machine(site, seed);
    Autoscaler autoscaler = new Autoscaler(scaling, initial);
    List<Outcome.Answer> answers = new ArrayList<>();
    List<Outcome.Level> levels = new ArrayList<>();
    machine.scaleTo(initial);
    double now = 0;
    double look = 0;
    int next = 0;
    while (now < seconds || (machine.inFlight() > 0 && now < seconds + PATIENCE)) {
      double arrival = next < arrivals.size() ? arrivals.get(next).at() : Double.POSITIVE_INFINITY;
      double until = Math.min(Math.min(arrival, look), now + machine.next());
      double then = Math.max(now, until);
      for (Machine.Request done : machine.pass(then - now)) {
        Arrival of = done.arrival;
        answers.add(new Outcome.Answer(of.at(), of.upload(), then - of.at(), 200));
      }
      now = then;
      if (now >= arrival) {
        machine.arrive(arrivals.get(next));
        next++;
      }
      if (now >= look) {
        levels.add(new Outcome.Level(now, machine.ready(), machine.inFlight()));
        autoscaler.observe(now, machine.inFlight(), machine.ready()).ifPresent(machine::scaleTo);
        look += scaling.sample();
      }
    }
    for (int left = machine.inFlight(); left > 0; left--) {
      answers.add(new Outcome.Answer(seconds, 0, PATIENCE, 0));
    }
    answers.sort(Comparator.comparingDouble(Outcome.Answer::sent));
    return new Outcome(answers, levels);
  }
}
