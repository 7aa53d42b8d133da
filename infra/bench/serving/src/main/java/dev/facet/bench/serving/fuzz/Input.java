package dev.facet.bench.serving.fuzz;

/**
 * The body of a request with its type.
 *
 * @param type of its content, as the header says
 * @param body its bytes; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Input(String type, byte[] body) {}
