/**
 * From the bytes of a JPEG or PNG file to the pixels that a network reads. Works in memory only,
 * trusts no byte, and knows neither HTTP nor models.
 */
package dev.facet.function.image;
