/**
 * Looks at a SameDiff file before ND4J does. ND4J believes what a file says: lengths, strides and
 * settings that lie make its native code read and write where it should not, which ends the
 * process. What passes here is inside its file and inside its arrays.
 *
 * <p>Reads FlatBuffers itself, because the library's own readers are among those that believe.
 */
package dev.facet.exporter.guard;
