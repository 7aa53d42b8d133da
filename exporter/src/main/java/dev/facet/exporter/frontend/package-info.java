/**
 * From SameDiff to the compiler's graph: one table, one translator per operator.
 *
 * <p>This is the only package of the compiler that knows SameDiff. A new operator is one more entry
 * in one of the {@code *Operators} files; the contract test then wants an example of it. Operators
 * that are not taken stand with the reason in {@code RefusedOperators}.
 */
package dev.facet.exporter.frontend;
