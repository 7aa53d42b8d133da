package dev.facet.bench.serving.capacity;

/**
 * A request of the day.
 *
 * @param at when it is due, in seconds since the begin
 * @param upload how long its picture takes over the sender's link, in seconds
 */
public record Arrival(double at, double upload) {}
