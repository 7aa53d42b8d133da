/**
 * Draws faces: a small dataset in CelebA's layout that needs no licence. A face is a set of {@link
 * dev.facet.trainer.data.CelebaAttribute attributes} and a {@link dev.facet.trainer.draw.Look}; the
 * painters ask the same set that the labels are written from, so a label always shows in the
 * pixels. Shapes only, no fonts: machines without a screen have none.
 */
package dev.facet.trainer.draw;
