/** What the calls answer, as JSON. Fields and their order are part of the interface. */
package dev.facet.function.http.answer;
