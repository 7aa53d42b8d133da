/**
 * A new model beside the served one, each in a function of its own, answering a share of the
 * pictures.
 */
package dev.facet.pipeline.canary;
