/**
 * How fast a run over many hubs may go: the decisions of {@link co.spkey.sdk.hubs.BulkProvisioning bulk provisioning}, for
 * programs that spread the work themselves, over an engine's workers for example. What a failure means for such a run is told
 * by {@link co.spkey.sdk.hubs.BulkVerdict}.
 *
 * <p>They are pure decisions over a time that is handed in. Nothing here waits or sends, and nothing is thread-safe: ask from one thread. Times are nanoseconds of a clock that never goes back, {@link System#nanoTime()} for
 * example; differences of them alone matter.
 *
 * <p>These are the working parts of bulk provisioning itself, so unlike the rest of the API they may change in a minor release.
 */
@org.jspecify.annotations.NullMarked
package co.spkey.sdk.hubs.pace;
