/** What has to be true of objects beyond their schemas, one rule each. */
package dev.facet.manifests.rule;
