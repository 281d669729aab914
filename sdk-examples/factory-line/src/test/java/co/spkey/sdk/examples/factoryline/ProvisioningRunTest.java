package co.spkey.sdk.examples.factoryline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import co.spkey.sdk.hubs.testkit.StoredHub;
import co.spkey.sdk.hubs.testkit.WithReferenceServer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Runs against a server over real sockets; what counts is what the server holds in the end. */
@Timeout(60)
@WithReferenceServer
class ProvisioningRunTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ReferenceServer server;

    @BeforeEach
    void takeServer(ReferenceServer injected) {
        server = injected;
    }

    private static HubsClient client(URI baseUrl, String apiKey) {
        return HubsClient.builder()
                .baseUrl(baseUrl)
                .credentials(CredentialsProvider.of(Credentials.apiKey(apiKey)))
                .build();
    }

    private Report run(String manifest) {
        return run(manifest, server.baseUrl(), ReferenceServer.DEFAULT_API_KEY);
    }

    private Report run(String manifest, URI baseUrl, String apiKey) {
        Report report = new Report(new PlainDisplay(new PrintWriter(out), new PrintWriter(err)), List.of("closing"));
        try (HubsClient hubs = client(baseUrl, apiKey);
                ManifestReader lines = new ManifestReader(new ByteArrayInputStream(manifest.getBytes(UTF_8)), "test")) {
            report.begin(Manifest.UNKNOWN);
            new ProvisioningRun(hubs, report).run(lines);
            report.end(Duration.ofMillis(1_234));
        }
        return report;
    }

    private static String manifestOf(int hubs) {
        return IntStream.rangeClosed(1, hubs)
                .mapToObj(i -> "hub-" + i + ",S-" + i + ",M\n")
                .collect(Collectors.joining("", "hubId,serial,model\n", ""));
    }

    private List<String> rows() {
        return out.toString()
                .lines()
                .filter(line -> line.matches(" *\\d+  hub-.*"))
                .map(row -> row.strip().replaceAll(" {2,}.*", ""))
                .toList();
    }

    @Test
    void everyHubIsStoredAsTheManifestHasIt() {
        Report report = run("hubId,serial,model,thingName,vendorName\na/b ü,S-1,M-1,t-1,ACME\nplain,S-2,M-2,,\n");

        assertThat(report.isAllProvisioned()).isTrue();
        assertThat(server.hubs().ids()).containsExactly("a/b ü", "plain");
        assertThat(server.hubs().find("a/b ü"))
                .extracting(StoredHub::serial, StoredHub::model, StoredHub::thingName, StoredHub::vendorName)
                .containsExactly("S-1", "M-1", "t-1", "ACME");
        assertThat(server.hubs().find("plain"))
                .extracting(StoredHub::serial, StoredHub::model, StoredHub::thingName, StoredHub::vendorName)
                .containsExactly("S-2", "M-2", "plain", null);
    }

    @Test
    void theReportHasTheOrderOfTheManifest() {
        run(manifestOf(100));

        assertThat(server.hubs().count()).isEqualTo(100);
        assertThat(rows())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 100)
                        .mapToObj(i -> Integer.toString(i + 1))
                        .toList());
        assertThat(out.toString()).contains("100 of 100 hubs are provisioned (100 provisioned); 1.2 s");
    }

    @Test
    void aHubThatWasProvisionedBeforeCountsAsProvisioned() {
        try (HubsClient hubs = client(server.baseUrl(), ReferenceServer.DEFAULT_API_KEY)) {
            hubs.provision(ProvisionHubRequest.of("hub-2", "S-other", "M"));
        }

        Report report = run(manifestOf(3));

        assertThat(report.isAllProvisioned()).isTrue();
        assertThat(out.toString())
                .contains("3 of 3 hubs are provisioned (2 provisioned, 1 already provisioned)", "not compared");
    }

    @Test
    void theSecondLineOfAHubIsNeverSent() {
        Report report = run("hubId,serial,model\nh,S-1,M\nh,S-2,M\n");

        assertThat(report.isAllProvisioned()).isFalse();
        assertThat(server.requests().count()).isEqualTo(1);
        assertThat(out.toString())
                .contains(
                        "not sent: line 2 has the same hub id",
                        "1 of 2 hubs are provisioned (1 provisioned); 1 bad line");
    }

    @Test
    void hubsThatAreRefusedDoNotEndTheRun() {
        server.things().strict().register("hub-40");

        Report report = run(manifestOf(40));

        assertThat(report.isAllProvisioned()).isFalse();
        assertThat(server.hubs().ids()).containsExactly("hub-40");
        assertThat(out.toString()).contains("1 of 40 hubs are provisioned (1 provisioned); 39 failed");
    }

    @Test
    void aRefusedKeyEndsTheRunBeforeEveryHubWasTried() {
        Report report = run(manifestOf(1_000), server.baseUrl(), "sekret-wrong");

        assertThat(report.isAllProvisioned()).isFalse();
        assertThat(server.requests().count())
                .isBetween(
                        (long) ProvisioningRun.MOST_TROUBLES_IN_A_ROW,
                        (long) ProvisioningRun.MOST_TROUBLES_IN_A_ROW + ProvisioningRun.IN_FLIGHT);
        assertThat(out.toString())
                .containsPattern("Gave up after \\d+ failures in a row.*; no hub after line \\d+ was sent")
                .contains("401")
                .doesNotContain("sekret");
    }

    @Test
    void aManifestWithoutHubsIsNoSuccess() {
        assertThat(run("hubId,serial,model\n").isAllProvisioned()).isFalse();
    }

    @Test
    void eightHubsAreUnderWayAtOnceAndNeverMore() throws Exception {
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch full = new CountDownLatch(ProvisioningRun.IN_FLIGHT);

        runAgainst(manifestOf(50), exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            full.countDown();
            awaitUninterrupted(full);
            now.decrementAndGet();
            answer(exchange, 201);
        });

        assertThat(out.toString()).contains("50 of 50 hubs");
        assertThat(most).hasValue(ProvisioningRun.IN_FLIGHT);
    }

    @Test
    void aHubThatIsThereAfterAnUnclearAttemptCountsAsProvisioned() throws Exception {
        AtomicInteger requests = new AtomicInteger();

        Report report =
                runAgainst(manifestOf(1), exchange -> answer(exchange, requests.incrementAndGet() == 1 ? 500 : 200));

        assertThat(report.isAllProvisioned()).isTrue();
        assertThat(out.toString()).contains("1 of 1 hubs are provisioned (1 provisioned now or before)");
    }

    @Test
    void aHubThatMayExistAlthoughItFailedIsReportedAsSuch() throws Exception {
        Report report = runAgainst(manifestOf(1), exchange -> answer(exchange, 500));

        assertThat(report.isAllProvisioned()).isFalse();
        assertThat(out.toString()).contains("FAILED, but may exist", "0 of 1 hubs are provisioned; 1 failed");
    }

    /** What the reference server would not do by itself is done by a handler. */
    private Report runAgainst(String manifest, HttpHandler handler) throws IOException {
        ExecutorService threads = Executors.newCachedThreadPool();
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(threads);
        http.createContext("/", handler);
        http.start();
        try {
            return run(
                    manifest, URI.create("http://127.0.0.1:" + http.getAddress().getPort()), "key");
        } finally {
            http.stop(0);
            threads.shutdownNow();
        }
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        exchange.getRequestBody().readAllBytes();
        byte[] body = "{\"success\":true,\"aggregateId\":\"h\",\"version\":1,\"event\":null}".getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException serverStopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void afterItWasStoppedTheReportSaysHowFarItCameAndNothingMore() {
        Report report = new Report(new PlainDisplay(new PrintWriter(out), new PrintWriter(err)), List.of("closing"));
        report.begin(12);
        report.bad(new ManifestLine.BadLine(2, "h", "reason"));
        report.stopped();
        report.bad(new ManifestLine.BadLine(3, "h", "too late"));
        report.end(Duration.ZERO);

        assertThat(out.toString())
                .contains("Stopped after 1 of 12 hubs; up to 8 more", "0 of 1 hubs are provisioned; 1 bad line")
                .doesNotContain("too late")
                .containsOnlyOnce("closing");
        assertThat(report.isAllProvisioned()).isFalse();
    }
}
