/**
 * The networks of the papers, composed of layers and blocks. A network is described once and built
 * for training or for inference.
 */
package dev.facet.trainer.network;
