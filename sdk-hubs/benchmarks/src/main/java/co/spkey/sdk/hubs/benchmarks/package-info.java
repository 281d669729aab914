/** Measures what a call costs: one JVM for each contestant, one for the server, and one that compares them. */
@NullMarked
package co.spkey.sdk.hubs.benchmarks;

import org.jspecify.annotations.NullMarked;
