/** What numbers may be, said in one way wherever a recipe's field or an argument is refused. */
package dev.facet.trainer.rule;
