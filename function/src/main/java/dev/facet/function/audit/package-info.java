/**
 * One line for each call, for those who must be able to say later what was asked: who, which call,
 * which model, digests of the images. Never what the images show. Uses {@code access}, {@code
 * config} and {@code inference}.
 */
package dev.facet.function.audit;
