package co.spkey.sdk.examples.observability;

import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.observe.AttemptEnded;
import co.spkey.sdk.core.observe.AttemptStarted;
import co.spkey.sdk.core.observe.CallEnded;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.observe.CallStarted;
import co.spkey.sdk.core.observe.RetryScheduled;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.net.URI;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Makes OpenTelemetry spans of the calls of a client, and sends the trace along. Both ends have to be connected, on the same
 * client:
 *
 * <pre>{@code
 * OpenTelemetryCallListener traces = new OpenTelemetryCallListener(openTelemetry, baseUrl);
 * HubsClient hubs = HubsClient.builder()
 *         .baseUrl(baseUrl)
 *         .listener(traces)
 *         .callHeaders(traces::callHeaders)
 *         …
 * }</pre>
 *
 * <p><b>Spans.</b> Each call is a span of kind {@code CLIENT} with the operation's name, a child of the span that is current
 * where the call is made. Each attempt is a child of it, of kind {@code INTERNAL}, since the server continues the call's span.
 * Answers are {@code http.response.status_code}; a failure sets the status of its span to {@code ERROR} and is recorded as an
 * exception; a retry is an event of the call's span. A call that its caller gave up isn't an error: its spans end with the
 * event {@code cancelled}. They are spans of calls, not those of the semantic conventions for HTTP, which ask for one of kind
 * {@code CLIENT} for each request, with its method and URL.
 *
 * <p><b>How the headers find the call.</b> {@link CallStarted} is told on the caller's thread, and directly afterwards the client
 * asks for the call headers on the same thread. In between a {@link ThreadLocal} holds the call's id: only the id, so that one
 * that is never fetched keeps no span alive, and means nothing once its call has begun to send or has ended. The headers are
 * asked for once for each call; all its attempts carry the same {@code traceparent}, which names the call's span. They are
 * written by the propagators of the OpenTelemetry that is given; {@code traceparent} is what the W3C's writes.
 *
 * <p><b>{@code provisionVerified}</b> is two operations in one call, and the headers are asked for once: two spans, {@code
 * ProvisionHub} and {@code HubStatus}, while both requests carry the {@code traceparent} of the first. What the backend does for
 * the second request shows up below the first span. The blocking form puts both spans below the caller's current span, so make
 * the call within a span of yours to keep them together; without one they are two traces. In the asynchronous form the second
 * operation usually begins on another thread, where the caller's span isn't current: its span is then the root of a trace of its
 * own.
 *
 * <p><b>Memory.</b> A call is forgotten when it ends. Should the end of a call never be told, its span is given up, with the
 * event {@code end not told}, once {@value #MOST_OPEN_CALLS} younger calls are open. Whoever has more calls than that in
 * flight at the same time needs a larger number.
 *
 * <p>Thread-safe; one listener can serve several clients that have the same base URL.
 */
public final class OpenTelemetryCallListener implements CallListener {

    static final int MOST_OPEN_CALLS = 10_000;

    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SERVER_ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> SERVER_PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");
    private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("spkey.attempt");
    private static final AttributeKey<String> SUBJECT = AttributeKey.stringKey("spkey.subject");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("spkey.request_id");
    private static final AttributeKey<Long> NEXT_ATTEMPT = AttributeKey.longKey("spkey.next_attempt");
    private static final AttributeKey<Long> DELAY = AttributeKey.longKey("spkey.delay_ms");
    private static final AttributeKey<String> REASON = AttributeKey.stringKey("spkey.reason");

    private final Tracer tracer;
    private final TextMapPropagator propagator;
    private final String serverAddress;
    private final long serverPort;
    private final OpenCalls open = new OpenCalls();

    /** The call that started last on this thread; stays, and means nothing, if its headers aren't asked for. */
    private final ThreadLocal<Long> starting = new ThreadLocal<>();

    /**
     * Makes a listener.
     *
     * @param openTelemetry where spans go, and whose propagators write the headers; it stays the caller's to close
     * @param baseUrl the client's; its host and port are attributes of the calls' spans
     * @throws IllegalArgumentException if the base URL has no host
     */
    public OpenTelemetryCallListener(OpenTelemetry openTelemetry, URI baseUrl) {
        String host = baseUrl.getHost();
        if (host == null) {
            throw new IllegalArgumentException("the base URL has no host");
        }
        tracer = openTelemetry.getTracer("co.spkey.sdk");
        propagator = openTelemetry.getPropagators().getTextMapPropagator();
        serverAddress = host.startsWith("[") ? host.substring(1, host.length() - 1) : host; // IPv6
        serverPort = baseUrl.getPort() >= 0 ? baseUrl.getPort() : defaultPort(baseUrl);
    }

    private static int defaultPort(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) ? 80 : 443;
    }

    /**
     * Gives the trace context of the call that is starting on this thread; for
     * {@link co.spkey.sdk.hubs.HubsClient.Builder#callHeaders}. Outside of a call's start it is that of the current span.
     *
     * @return what the propagators write, such as {@code traceparent}; empty when there are none, or nothing is traced
     */
    public Map<String, String> callHeaders() {
        Long id = starting.get();
        starting.remove();
        OpenCall call = id == null ? null : open.find(id);
        Context context = call == null || call.sending ? Context.current() : call.context;
        Map<String, String> fields = new HashMap<>();
        propagator.inject(context, fields, (map, name, value) -> {
            if (map != null) {
                map.put(name, value);
            }
        });
        return fields;
    }

    @Override
    public void on(CallEvent event) {
        if (event instanceof CallStarted started) {
            callStarted(started);
        } else if (event instanceof AttemptStarted started) {
            attemptStarted(started);
        } else if (event instanceof AttemptEnded ended) {
            attemptEnded(ended);
        } else if (event instanceof RetryScheduled retry) {
            retryScheduled(retry);
        } else if (event instanceof CallEnded ended) {
            callEnded(ended);
        }
    }

    private void callStarted(CallStarted event) {
        Context parent = Context.current();
        Span span = tracer.spanBuilder(event.operation())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(SERVER_ADDRESS, serverAddress)
                .setAttribute(SERVER_PORT, serverPort)
                .setAttribute(SUBJECT, event.subject())
                .startSpan();
        OpenCall forgotten = open.add(event.callId(), new OpenCall(span, parent.with(span)));
        starting.set(event.callId());
        if (forgotten != null) {
            forgotten.abandon("end not told");
        }
    }

    private void attemptStarted(AttemptStarted event) {
        OpenCall call = open.find(event.callId());
        if (call != null) {
            Span attempt = tracer.spanBuilder("attempt " + event.attempt())
                    .setParent(call.context)
                    .setAttribute(ATTEMPT, (long) event.attempt())
                    .startSpan();
            call.begin(attempt);
        }
    }

    private void attemptEnded(AttemptEnded event) {
        OpenCall call = open.find(event.callId());
        Span attempt = call == null ? null : call.takeAttempt();
        if (attempt == null) {
            return;
        }
        if (event.failure() instanceof CancellationException) {
            attempt.addEvent("cancelled");
            attempt.end();
            return;
        }
        if (event.requestId() != null) {
            attempt.setAttribute(REQUEST_ID, event.requestId());
        }
        end(attempt, event.status(), event.failure());
    }

    private void retryScheduled(RetryScheduled event) {
        OpenCall call = open.find(event.callId());
        if (call != null) {
            call.span.addEvent(
                    "retry",
                    Attributes.of(
                            NEXT_ATTEMPT, (long) event.nextAttempt(),
                            DELAY, event.delay().toMillis(),
                            REASON, event.reason()));
        }
    }

    private void callEnded(CallEnded event) {
        OpenCall call = open.remove(event.callId());
        if (call == null) {
            return;
        }
        if (event.failure() instanceof CancellationException) {
            call.abandon("cancelled");
            return;
        }
        end(call.span, event.status(), event.failure());
    }

    private static void end(Span span, int status, @Nullable Throwable failure) {
        if (status != 0) {
            span.setAttribute(STATUS, (long) status);
        }
        if (failure != null) {
            String message = failure.getMessage();
            span.setStatus(StatusCode.ERROR, message == null ? "" : message);
            span.setAttribute(ERROR_TYPE, failure.getClass().getName());
            span.recordException(failure);
            if (failure instanceof SpkeyException told && told.requestId() != null) {
                span.setAttribute(REQUEST_ID, told.requestId());
            }
        }
        span.end();
    }

    /** A call under way. Its events come one after the other, on any thread. */
    private static final class OpenCall {

        private final Span span;
        private final Context context;
        private volatile boolean sending;
        private volatile @Nullable Span attempt;

        OpenCall(Span span, Context context) {
            this.span = span;
            this.context = context;
        }

        void begin(Span next) {
            attempt = next;
            sending = true;
        }

        /** Returns the attempt that is under way, whose end is then the taker's business. */
        @Nullable
        Span takeAttempt() {
            Span taken = attempt;
            attempt = null;
            return taken;
        }

        void abandon(String why) {
            Span last = takeAttempt();
            if (last != null) {
                last.addEvent(why);
                last.end();
            }
            span.addEvent(why);
            span.end();
        }
    }

    /** The calls under way, by id; at most so many, the oldest go first. */
    private static final class OpenCalls {

        private final ReentrantLock lock = new ReentrantLock();
        private final Map<Long, OpenCall> calls = new LinkedHashMap<>();

        /** Returns the call that had to make room, for its spans to be ended outside the lock. */
        @Nullable
        OpenCall add(long id, OpenCall call) {
            lock.lock();
            try {
                calls.put(id, call);
                if (calls.size() <= MOST_OPEN_CALLS) {
                    return null;
                }
                Iterator<OpenCall> eldest = calls.values().iterator();
                OpenCall forgotten = eldest.next();
                eldest.remove();
                return forgotten;
            } finally {
                lock.unlock();
            }
        }

        @Nullable
        OpenCall find(long id) {
            lock.lock();
            try {
                return calls.get(id);
            } finally {
                lock.unlock();
            }
        }

        @Nullable
        OpenCall remove(long id) {
            lock.lock();
            try {
                return calls.remove(id);
            } finally {
                lock.unlock();
            }
        }
    }
}
