/** Proves that nothing of a picture stays: looks for it on disk, in the log and in the heap. */
package dev.facet.function.retention;
