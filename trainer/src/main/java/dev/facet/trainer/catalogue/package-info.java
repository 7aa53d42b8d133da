/** The recipes that Facet brings, with what each one's network costs, for people who choose. */
package dev.facet.trainer.catalogue;
