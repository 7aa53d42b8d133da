/** Times the function's way with images. */
package dev.facet.bench.image;
