/**
 * What is measured: the function and the services that it is compared with, each a process on a
 * port of loopback. Uses {@code process}.
 */
package dev.facet.bench.serving.subject;
