package co.spkey.sdk.examples.fleetflink;

import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.junit.jupiter.api.Test;

class PacedCallsTest {

    private static final FleetSettings SETTINGS =
            FleetSettings.at(URI.create("http://localhost"), WorkerCredentials.ENVIRONMENT);
    private static final PartLine LINE = PartLine.of("part.csv", 2, ProvisionHubRequest.of("h", "S", "M"));

    @Test
    void whatNobodyForesawFailsTheJobInsteadOfLettingItWaitForEver() throws Exception {
        HubsClient broken = as(HubsClient.class, (client, method, arguments) -> {
            throw new IllegalStateException("no such state");
        });
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        try (PacedCalls calls = new PacedCalls(SETTINGS, 1, "paced-calls-test")) {
            calls.start(broken);
            calls.submit(new PendingHub(LINE, false, failingWith(failure), () -> {}));

            assertThat(failure.get(30, TimeUnit.SECONDS))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no such state");
        }
    }

    @SuppressWarnings("unchecked") // a class has no type arguments
    private static ResultFuture<HubOutcome> failingWith(CompletableFuture<Throwable> failure) {
        return as(ResultFuture.class, (future, method, arguments) -> {
            if (method.getName().equals("completeExceptionally")) {
                failure.complete((Throwable) arguments[0]);
            }
            return null;
        });
    }

    private static <T> T as(Class<T> type, InvocationHandler behaviour) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, behaviour));
    }
}
