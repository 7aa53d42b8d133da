/**
 * Reads face datasets: which pictures there are, what is known of each, and their pixels.
 *
 * <p>{@link dev.facet.trainer.data.Layouts} turns a folder into an {@link
 * dev.facet.trainer.data.AttributeDataset}, whichever layout it has; {@link
 * dev.facet.trainer.data.FaceStore} holds the faces of one partition, decoded and resized to one
 * size. Plain Java: no tensor library here. Every mistake of a user is a {@link
 * dev.facet.trainer.data.DataException} of one sentence.
 */
package dev.facet.trainer.data;
