package co.spkey.sdk.examples.fleetflink;

import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.observe.RetryScheduled;
import co.spkey.sdk.hubs.BulkVerdict;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MeterView;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.ThreadSafeSimpleCounter;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counts the calls of a task manager's client in Flink's metrics, below {@code spkey}; no name holds a hub id. */
final class FleetMetrics implements CallListener {

    private static final int LATENCIES_KEPT = 1_000;

    private final Counter succeeded;
    private final Counter failed;
    private final Counter retries;
    private final Counter overloads;
    private final Histogram millis;

    FleetMetrics(MetricGroup operator, PacedCalls calls) {
        MetricGroup group = operator.addGroup("spkey");
        succeeded = group.counter("callsSucceeded", new ThreadSafeSimpleCounter());
        failed = group.counter("callsFailed", new ThreadSafeSimpleCounter());
        retries = group.counter("retries", new ThreadSafeSimpleCounter());
        overloads = group.counter("overloads", new ThreadSafeSimpleCounter());
        millis = group.histogram("callMillis", new DescriptiveStatisticsHistogram(LATENCIES_KEPT));
        group.meter("callsPerSecond", new MeterView(succeeded));
        group.gauge("hubsInFlight", calls::inFlight);
        group.gauge("outage", () -> calls.isOutage() ? 1 : 0);
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEnded ended) {
            (ended.failure() == null ? succeeded : failed).inc();
            millis.update(ended.elapsed().toMillis());
        } else if (event instanceof RetryScheduled) {
            retries.inc();
        } else if (event instanceof AttemptEnded attempt && BulkVerdict.isOverload(attempt.failure())) {
            overloads.inc();
        }
    }
}
