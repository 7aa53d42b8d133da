/** CloudEvents 1.0 in and out, over HTTP's binding: for Knative eventing and its like. */
package dev.facet.function.http.event;
