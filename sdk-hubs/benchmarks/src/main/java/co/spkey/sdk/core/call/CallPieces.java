package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.retry.RetryPolicy;
import io.github.resilience4j.retry.Retry;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the engine adds to a call that succeeds at once, beside what the libraries it stands on do for the same. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CallPieces {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final RetryPolicy policy = RetryPolicy.standard();
    private final RetryBudget budget = new RetryBudget(policy.budget());
    private final Credentials credentials = Credentials.of("benchmark-token", "benchmark-key");
    private final URI address = URI.create("https://localhost:8443/hubs/hub-0042/ProvisionHub");
    private final byte[] body = new byte[120];
    private final RequestHeaders headers = new RequestHeaders("spkey-sdk-java/1.0 java/17");
    private final SharedHeaders shared = new SharedHeaders();
    private final Retry plainRetry = Retry.ofDefaults("plain");

    /** Deadline, retry decision and budget of one call that succeeds at once: the decision is made for failures only. */
    @Benchmark
    public Duration limitsAndRetry() {
        Deadline deadline = new Deadline(Ticker.SYSTEM, LIMIT);
        Duration left = deadline.left();
        budget.succeededAtOnce();
        return left;
    }

    /** resilience4j's own way around a call. */
    @Benchmark
    public Object limitsAndRetryPlain() {
        return plainRetry.executeSupplier(() -> LIMIT);
    }

    @Benchmark
    public HttpRequest request() {
        WireRequest request = new WireRequest("POST", address, headers.of(credentials, true, Map.of()), body);
        return new PreparedRequest(request, shared.of(request), LIMIT, null);
    }

    @Benchmark
    public HttpRequest requestPlain() {
        return HttpRequest.newBuilder(address)
                .header("Accept", "application/json")
                .header("User-Agent", "spkey-sdk-java/1.0 java/17")
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + credentials.bearerToken())
                .header("X-API-Key", "benchmark-key")
                .timeout(LIMIT)
                .POST(BodyPublishers.ofByteArray(body))
                .build();
    }
}
