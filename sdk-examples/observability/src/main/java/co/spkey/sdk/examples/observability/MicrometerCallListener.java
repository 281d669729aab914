package co.spkey.sdk.examples.observability;

import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.observe.RetryScheduled;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * Counts and times the calls of a client in Micrometer.
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>meter</th><th>type</th><th>tags</th></tr>
 * <tr><td>{@code spkey.call}</td><td>timer: one record for each call, waiting and retries included</td>
 *     <td>{@code operation}, {@code outcome}, {@code status}</td></tr>
 * <tr><td>{@code spkey.retry}</td><td>counter: one for each attempt after the first of a call</td>
 *     <td>{@code operation}</td></tr>
 * </table>
 *
 * <p>{@code outcome} is {@code success}, {@code cancelled}, or the simple name of the exception's class, for example
 * {@code RateLimitedException}. {@code status} is the HTTP status that the last attempt was answered with, or {@code none}.
 * Don't add a tag with the hub id: every hub would make time series of its own. Percentiles and histograms are a matter of the
 * registry's filters.
 *
 * <p>Holds nothing of a call, so that there is nothing to clean up. Thread-safe; one listener can serve several clients.
 */
public final class MicrometerCallListener implements CallListener {

    private final MeterProvider<Timer> calls;
    private final MeterProvider<Counter> retries;

    /**
     * Makes a listener.
     *
     * @param registry where the meters live; it stays the caller's to close
     */
    public MicrometerCallListener(MeterRegistry registry) {
        calls = Timer.builder("spkey.call")
                .description("Calls to the SmartphoneKey API, from start to end")
                .withRegistry(registry);
        retries = Counter.builder("spkey.retry")
                .description("Attempts that followed another attempt of the same call")
                .withRegistry(registry);
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEnded ended) {
            calls.withTags(Tags.of(
                            "operation", ended.operation(),
                            "outcome", outcome(ended.failure()),
                            "status", ended.status() == 0 ? "none" : Integer.toString(ended.status())))
                    .record(ended.elapsed());
        } else if (event instanceof RetryScheduled retry) {
            retries.withTag("operation", retry.operation()).increment();
        }
    }

    private static String outcome(@Nullable Throwable failure) {
        if (failure == null) {
            return "success";
        }
        return failure instanceof CancellationException
                ? "cancelled"
                : failure.getClass().getSimpleName();
    }
}
