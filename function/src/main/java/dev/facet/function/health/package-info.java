/** How the function begins, and what it says about its health. */
package dev.facet.function.health;
