/** Call listeners that feed metrics and traces, to copy. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.examples.observability;
