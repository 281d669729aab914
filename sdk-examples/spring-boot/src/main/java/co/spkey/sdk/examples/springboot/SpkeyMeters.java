package co.spkey.sdk.examples.springboot;

import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import io.micrometer.core.instrument.MeterRegistry;

/** The timer {@code spkey.call}: one record for each call. The observability example has more. */
class SpkeyMeters implements CallListener {

    private final MeterRegistry registry;

    SpkeyMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallEnded ended) {
            String outcome = ended.failure() == null
                    ? "success"
                    : ended.failure().getClass().getSimpleName();
            registry.timer("spkey.call", "operation", ended.operation(), "outcome", outcome)
                    .record(ended.elapsed());
        }
    }
}
