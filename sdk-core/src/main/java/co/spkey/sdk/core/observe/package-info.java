/**
 * What a client tells about its calls while they run, for metrics and traces.
 *
 * <p>Events are records of an open set: more kinds, and more components of a kind, may come in a minor release. Pick the
 * ones you know with {@code instanceof} and ignore the rest.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core.observe;
