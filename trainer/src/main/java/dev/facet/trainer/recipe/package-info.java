/**
 * Recipes: everything that decides what a run computes, as one YAML file that reads like a table. A
 * recipe and a seed and a dataset give the same weights on one machine.
 */
package dev.facet.trainer.recipe;
