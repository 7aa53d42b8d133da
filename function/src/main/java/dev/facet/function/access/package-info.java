/**
 * Who may call, how often, and what is kept from every answer. The check runs before a body is read
 * and before a request is routed. Uses {@code config}, {@code bundle}, {@code model} and {@code
 * problem}; knows no call.
 */
package dev.facet.function.access;
