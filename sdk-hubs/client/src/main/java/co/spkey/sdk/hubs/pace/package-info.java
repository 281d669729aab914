/**
 * How fast a bulk run may go: pure decisions over a time that is handed in. Nothing here waits, sends or knows a hub, and
 * nothing is thread-safe: a run asks from its one thread. Times are nanoseconds of a clock that never goes back.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.hubs.pace;
