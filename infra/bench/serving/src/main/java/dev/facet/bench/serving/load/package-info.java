/**
 * What is sent: pictures, and the load generators that send them. Uses {@code process} and {@code
 * subject}.
 */
package dev.facet.bench.serving.load;
