/**
 * Reads faces in DJL Serving as one of its users would write it: a translator that decodes with
 * ImageIO and scales into the model's input.
 */
package dev.facet.bench.djl;
