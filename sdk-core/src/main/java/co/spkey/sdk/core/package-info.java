/** What every call shares: where it goes, what one call may set for itself, what came back with an answer. */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.core;
