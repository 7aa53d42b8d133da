/** Checks the Kubernetes, Knative, KEDA and Cloud Run objects that run the function. */
package dev.facet.manifests;
