package co.spkey.sdk.hubs;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Counts results and hands them to the consumer, until that throws. Belongs to the run's thread. */
final class BulkDelivery {

    private final Consumer<? super BulkResult> consumer;
    private final BiConsumer<BulkEnd, Throwable> onFailure;
    private final BulkTally tally = new BulkTally();
    private boolean consumerFailed;
    private @Nullable Error error;

    BulkDelivery(Consumer<? super BulkResult> consumer, BiConsumer<BulkEnd, Throwable> onFailure) {
        this.consumer = consumer;
        this.onFailure = onFailure;
    }

    void give(BulkResult result) {
        tally.add(result);
        if (consumerFailed) {
            return;
        }
        try {
            consumer.accept(result);
        } catch (Exception theirs) {
            // Checked ones too, which other languages throw at will.
            consumerFailed = true;
            onFailure.accept(BulkEnd.CONSUMER_FAILED, theirs);
        } catch (Error theirs) {
            consumerFailed = true;
            onFailure.accept(BulkEnd.CONSUMER_FAILED, theirs);
            rethrowLater(theirs);
        }
    }

    /** An error is no way for a run to end: it goes on to the caller, once everything is in order. */
    void rethrowLater(Error theirs) {
        if (error == null) {
            error = theirs;
        }
    }

    void rethrowError() {
        if (error != null) {
            throw error;
        }
    }

    BulkReport report(BulkEnd end, @Nullable Throwable cause, long taken, Duration elapsed) {
        return tally.report(end, cause, taken, elapsed);
    }
}
