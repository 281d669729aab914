package co.spkey.sdk.hubs;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.jspecify.annotations.Nullable;

/**
 * The API and a token endpoint on one socket. A hub is provisioned with whatever is accepted at the moment; tokens are
 * numbered from 1.
 */
final class CredentialsTokenServer extends Dispatcher {

    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private volatile @Nullable String accepted;
    private volatile boolean refusedByAggregate;

    /** Has answers to token requests held back. */
    void holdTokens() {
        gate = new CountDownLatch(1);
    }

    void releaseTokens() {
        gate.countDown();
    }

    /** From now on only this token is accepted; null accepts all. */
    void accept(@Nullable String token) {
        accepted = token;
    }

    /** Has refusals come from inside the hub's aggregate. */
    void refuseByAggregate() {
        refusedByAggregate = true;
    }

    int tokenRequests() {
        return tokens.get();
    }

    int calls() {
        return calls.get();
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
        if (request.getTarget().equals("/oauth/token")) {
            int number = tokens.incrementAndGet();
            gate.await();
            return answer(
                            200,
                            "{\"access_token\":\"token-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}")
                    .build();
        }
        calls.incrementAndGet();
        String token = accepted;
        if (token == null || ("Bearer " + token).equals(request.getHeaders().get("Authorization"))) {
            return answer(200, "{\"success\":true,\"aggregateId\":\"hub-1\",\"version\":1,\"event\":null}")
                    .build();
        }
        return refusedByAggregate
                ? answer(401, "{\"success\":false,\"errors\":[{\"code\":401,\"message\":\"not your hub\"}]}")
                        .addHeader("X-Ceves-Error", "1")
                        .build()
                : answer(401, "{\"success\":false,\"error\":\"Unauthorized\",\"message\":\"no\"}")
                        .build();
    }

    static MockResponse.Builder answer(int status, String body) {
        return new MockResponse.Builder()
                .code(status)
                .addHeader("Content-Type", "application/json")
                .body(body);
    }

    @Override
    public void close() {
        releaseTokens();
    }
}
