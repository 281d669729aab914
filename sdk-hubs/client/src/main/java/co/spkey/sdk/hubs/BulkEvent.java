package co.spkey.sdk.hubs;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What the run's thread hears from others. */
interface BulkEvent {

    /** A call is over: either with an answer or with a failure. */
    record Ended(
            BulkHub hub,
            @Nullable ProvisionHubResponse response,
            boolean verified,
            @Nullable Throwable failure) implements BulkEvent {}

    /** The status of a hub that is known to be there was asked for, to see whether the backend answers; how that failed. */
    record Probed(@Nullable Throwable failure) implements BulkEvent {}

    /** A request, whichever call's, was answered that the backend is overloaded. */
    record Overloaded(long sentAt, @Nullable Duration retryAfter) implements BulkEvent {}

    /** There may be something to look at. */
    record Wake() implements BulkEvent {}
}
