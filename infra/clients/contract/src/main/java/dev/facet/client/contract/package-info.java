/** What generators of clients are given. */
package dev.facet.client.contract;
