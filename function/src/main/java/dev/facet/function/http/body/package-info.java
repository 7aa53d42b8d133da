/**
 * From a request's body to the image files in it: who may send, how much, and in which of the three
 * forms. Bodies are held in memory only.
 */
package dev.facet.function.http.body;
