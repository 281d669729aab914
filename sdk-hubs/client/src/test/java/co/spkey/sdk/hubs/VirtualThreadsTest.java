package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** Virtual callers share a few carrier threads; whoever blocks one of them by pinning holds up all the others. */
@EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "there are no virtual threads before")
@Timeout(120)
class VirtualThreadsTest {

    private static final int CALLERS = 500;

    @TempDir
    private Path folder;

    /** A backend and a token endpoint in one; every third answer is a 503, so that calls also wait and try again. */
    private static RawServer backend() {
        AtomicInteger answers = new AtomicInteger();
        return new RawServer(connection -> {
            while (true) {
                String request = connection.readRequest();
                String body;
                int status = 201;
                if (request.contains("grant_type=")) {
                    status = 200;
                    body = "{\"access_token\":\"token\",\"token_type\":\"Bearer\",\"expires_in\":3600}";
                } else if (answers.incrementAndGet() % 3 == 0) {
                    status = 503;
                    body = "{}";
                } else {
                    body = Stub.CREATED;
                }
                connection.write("HTTP/1.1 " + status + " X\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.getBytes(US_ASCII).length + "\r\n\r\n" + body);
            }
        });
    }

    private static void onVirtualThreads(int callers, Runnable call) throws InterruptedException {
        ThreadFactory factory = Callers.virtualThreads();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < callers; i++) {
            Thread thread = factory.newThread(call);
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** The events of carriers that were pinned by a thread that was in our code, other than by loading a class once. */
    private List<RecordedEvent> pinned(Recording recording) throws IOException {
        Path file = folder.resolve("pinned.jfr");
        recording.dump(file);
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getStackTrace() != null
                        && event.getStackTrace().getFrames().stream()
                                .anyMatch(frame -> typeOf(frame).startsWith("co.spkey.sdk")))
                .filter(event -> event.getStackTrace().getFrames().stream()
                        .noneMatch(frame -> typeOf(frame).equals("java.lang.ClassLoader")))
                .toList();
    }

    private static String typeOf(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }

    @Test
    void blockingCallsPinNoCarrier() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret.properties"), "apiKey=the-key\n");
        try (RawServer server = backend();
                OAuth2ClientCredentials tokens = OAuth2ClientCredentials.builder()
                        .tokenEndpoint(server.url().resolve("/token"))
                        .clientId("line-7")
                        .clientSecret("hush")
                        .build();
                HubsClient withToken = client(server, tokens);
                HubsClient withFile = client(server, CredentialsProvider.fromFile(secret))) {
            Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
            Runnable calls = () -> {
                try {
                    withToken.provision(Stub.REQUEST);
                    withFile.provisionAsync(Stub.REQUEST).join();
                    withFile.provision(Stub.REQUEST);
                } catch (RuntimeException | Error failure) {
                    failures.add(failure);
                }
            };
            onVirtualThreads(20, calls); // Loads the classes that only virtual callers need.

            try (Recording recording = new Recording()) {
                recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
                recording.start();
                onVirtualThreads(CALLERS, calls);
                recording.stop();
                assertThat(pinned(recording)).isEmpty();
            }
            assertThat(failures).isEmpty();
        }
    }

    /** Otherwise the tests here would pass whatever the client does. */
    @Test
    void aCallerThatPinsItsCarrierIsSeen() throws Exception {
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            onVirtualThreads(1, Pinning::touch);
            recording.stop();
            assertThat(pinned(recording)).isNotEmpty();
        }
    }

    /** Waits while it is initialised, which no JDK can do without its carrier. */
    private static final class Pinning {
        static {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }

        static void touch() {}
    }

    private static HubsClient client(RawServer server, CredentialsProvider credentials) {
        return HubsClient.builder()
                .baseUrl(server.url())
                .credentials(credentials)
                .attemptTimeout(Duration.ofSeconds(30))
                .callTimeout(Duration.ofSeconds(60))
                .retryPolicy(RetryPolicy.builder()
                        .maxAttempts(20)
                        .baseDelay(Duration.ofMillis(20))
                        .budget(100_000)
                        .build())
                .build();
    }

    @Test
    void aBulkRunOnAVirtualThreadPinsNoCarrier() throws Exception {
        try (RawServer server = backend();
                HubsClient hubs = client(server, () -> Credentials.apiKey("the-key"))) {
            hubs.provision(Stub.REQUEST);
            AtomicInteger run = new AtomicInteger();
            Queue<BulkReport> reports = new ConcurrentLinkedQueue<>();
            Runnable bulk = () -> {
                Path journal = folder.resolve("run-" + run.incrementAndGet() + ".journal");
                try (BulkProvisioning runOfAll = hubs.bulk().journal(journal).build()) {
                    reports.add(runOfAll.run(
                            IntStream.range(0, 200).mapToObj(i -> ProvisionHubRequest.of("hub-" + i, "SN", "M")),
                            result -> {}));
                }
            };
            onVirtualThreads(1, bulk);

            try (Recording recording = new Recording()) {
                recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
                recording.start();
                onVirtualThreads(2, bulk);
                recording.stop();
                assertThat(pinned(recording)).isEmpty();
            }
            assertThat(reports)
                    .hasSize(3)
                    .allSatisfy(report ->
                            assertThat(report.count(BulkOutcome.PROVISIONED)).isEqualTo(200));
        }
    }
}
