/** The backbones that the papers' networks stand on, at any width and input size. */
package dev.facet.trainer.backbone;
