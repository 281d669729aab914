package co.spkey.sdk.hubs.benchmarks;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.observe.CallEvent;
import co.spkey.sdk.core.observe.CallListener;
import co.spkey.sdk.core.retry.RetryPolicy;
import co.spkey.sdk.hubs.BulkOutcome;
import co.spkey.sdk.hubs.BulkProvisioning;
import co.spkey.sdk.hubs.BulkReport;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.ProvisionHubResponse;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;

/** This SDK with everything on: both credentials, retries, limits, a listener. */
final class SdkClient implements Contestant {

    private final HubsClient hubs;
    private final LongAdder events = new LongAdder();
    private final ProvisionHubRequest request = request(Sample.HUB_ID);

    SdkClient(String baseUrl, HttpClient.Version version) {
        CallListener listener = this::count;
        HubsClient.Builder builder = HubsClient.builder()
                .baseUrl(URI.create(baseUrl))
                .credentials(CredentialsProvider.of(Credentials.of(Sample.BEARER_TOKEN, Sample.API_KEY)))
                .retryPolicy(RetryPolicy.standard())
                .attemptTimeout(Duration.ofSeconds(10))
                .callTimeout(Duration.ofSeconds(30))
                .application("benchmarks/1.0")
                .listener(listener);
        hubs = (version == HttpClient.Version.HTTP_2 ? builder.configureHttpClient(c -> c.version(version)) : builder)
                .build();
    }

    private void count(CallEvent event) {
        events.increment();
    }

    private static ProvisionHubRequest request(String hubId) {
        return new ProvisionHubRequest(hubId, Sample.SERIAL, Sample.MODEL, Sample.THING_NAME, Sample.VENDOR_NAME);
    }

    @Override
    public void call() {
        checked(hubs.provision(request));
    }

    @Override
    public CompletableFuture<?> callAsync() {
        return hubs.provisionAsync(request).thenApply(SdkClient::checked);
    }

    private static ProvisionHubResponse checked(ProvisionHubResponse response) {
        if (response.event() == null) {
            throw new IllegalStateException("no event");
        }
        return response;
    }

    @Override
    public long bulk(long millis, int inFlight) throws Exception {
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        try (BulkProvisioning bulk = hubs.bulk().concurrency(inFlight).build()) {
            BulkReport report = bulk.run(
                    LongStream.range(0, Long.MAX_VALUE)
                            .takeWhile(n -> System.nanoTime() < end)
                            .mapToObj(n -> request("hub-" + n)),
                    result -> {});
            if (report.failed() > 0) {
                throw new IllegalStateException(report.toString());
            }
            return report.total();
        }
    }

    /** Provisions so many hubs in one run and returns how many were not reported as provisioned. */
    long lostOf(long hubIds, int inFlight) {
        try (BulkProvisioning bulk = hubs.bulk().concurrency(inFlight).build()) {
            BulkReport report = bulk.run(LongStream.range(0, hubIds).mapToObj(n -> request("hub-" + n)), result -> {});
            return hubIds - report.count(BulkOutcome.PROVISIONED) - report.count(BulkOutcome.UNCERTAIN_WHICH_ATTEMPT);
        }
    }

    @Override
    public void close() {
        hubs.close();
    }
}
