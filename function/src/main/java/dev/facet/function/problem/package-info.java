/**
 * The mistakes a caller can make, as {@code application/problem+json} (RFC 9457): their types,
 * their answers and the pages that explain them. Every other package may use this one; it uses
 * none.
 */
package dev.facet.function.problem;
