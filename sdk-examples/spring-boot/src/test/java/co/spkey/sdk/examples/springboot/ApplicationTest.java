package co.spkey.sdk.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
import co.spkey.sdk.hubs.testkit.ErrorShape;
import co.spkey.sdk.hubs.testkit.Fault;
import co.spkey.sdk.hubs.testkit.ReferenceServer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the whole application against the reference server, over real sockets. */
@ExtendWith(OutputCaptureExtension.class)
class ApplicationTest {

    private static final String HUB = "{\"serial\":\"SN-1\",\"model\":\"M-1\"}";
    private static final HttpClient BROWSER = HttpClient.newHttpClient();

    private static ReferenceServer server;
    private static ConfigurableApplicationContext application;

    @BeforeAll
    static void start() {
        server = ReferenceServer.start();
        application = run(ReferenceServer.DEFAULT_API_KEY);
    }

    @AfterAll
    static void stop() {
        application.close();
        server.close();
    }

    private static ConfigurableApplicationContext run(String apiKey, String... more) {
        List<String> settings = new ArrayList<>();
        settings.add("--server.port=0");
        settings.add("--spring.main.banner-mode=off");
        settings.add("--logging.level.root=warn");
        settings.add("--spkey.base-url=" + server.baseUrl());
        settings.add("--spkey.api-key=" + apiKey);
        settings.addAll(List.of(more));
        return SpringApplication.run(Application.class, settings.toArray(String[]::new));
    }

    private static URI address(ConfigurableApplicationContext application, String path) {
        return URI.create("http://localhost:" + application.getEnvironment().getProperty("local.server.port") + path);
    }

    private static HttpRequest put(ConfigurableApplicationContext application, String hubId, String body) {
        return HttpRequest.newBuilder(address(application, "/hubs/" + hubId))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build();
    }

    private static HttpResponse<String> register(ConfigurableApplicationContext application, String hubId, String body)
            throws IOException, InterruptedException {
        return BROWSER.send(put(application, hubId, body), BodyHandlers.ofString());
    }

    @Test
    void aHubIsRegisteredThroughTheController() throws Exception {
        HttpResponse<String> response = register(application, "hub-1", HUB);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"outcome\":\"PROVISIONED\"");
        assertThat(server.hubs().find("hub-1")).isNotNull();
    }

    @Test
    void settingsComeFromTheProperties() {
        assertThat(application.getBean(SpkeyProperties.class).callTimeout()).isEqualTo(Duration.ofSeconds(20));
        assertThat(application.getBean(SpkeyProperties.class).toString())
                .doesNotContain(ReferenceServer.DEFAULT_API_KEY);
    }

    @Test
    void aMissingKeyEndsTheStartAndSaysWhatToSet() {
        assertThatThrownBy(() -> run("")).rootCause().hasMessageContaining("SPKEY_API_KEY");
    }

    @Test
    void callsAreTimed() throws Exception {
        register(application, "hub-2", HUB);
        Timer timer = application
                .getBean(MeterRegistry.class)
                .get("spkey.call")
                .tags("operation", "ProvisionHub", "outcome", "success")
                .timer();
        long before = timer.count();

        register(application, "hub-2", HUB);

        assertThat(timer.count()).isEqualTo(before + 1);
    }

    @Test
    void theTimerIsThereOverHttp() throws Exception {
        register(application, "hub-2", HUB);
        URI timer = address(application, "/actuator/metrics/spkey.call");
        HttpRequest request = HttpRequest.newBuilder(timer).build();

        HttpResponse<String> response = BROWSER.send(request, BodyHandlers.ofString());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\"name\":\"spkey.call\"", "\"COUNT\"");
    }

    @Test
    void aMissingFieldIsTheCallersFault() throws Exception {
        HttpResponse<String> response = register(application, "hub-3", "{\"model\":\"M-1\"}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("serial");
        assertThat(server.hubs().find("hub-3")).isNull();
    }

    @Test
    void aRefusedKeyIsABadGatewayThatDoesNotShowTheKey() throws Exception {
        try (ConfigurableApplicationContext other = run("sekret-wrong")) {
            HttpResponse<String> response = register(other, "hub-4", HUB);

            assertThat(response.statusCode()).isEqualTo(502);
            assertThat(response.body())
                    .contains("\"apiStatus\":401", "\"hubMayExist\":false")
                    .doesNotContain("sekret");
        }
    }

    @Test
    void whatTheApiRefusedIsTheCallersFaultAndIsNamed() throws Exception {
        server.faults().forHub("hub-7").once(new Fault.ErrorAnswer(ErrorShape.E2, 400).withMessage("not a serial"));

        HttpResponse<String> response = register(application, "hub-7", HUB);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body())
                .contains("\"path\":[\"body\",\"serial\"]", "\"message\":\"not a serial\"")
                .doesNotContain("ProvisionHub");
    }

    @Test
    void anExceptionIsForTheLogAndItsIdForTheCaller(CapturedOutput output) throws Exception {
        server.faults().forHub("hub-8").once(new Fault.ErrorAnswer(ErrorShape.E1, 403).withMessage("not on vault-7"));

        HttpResponse<String> response = register(application, "hub-8", HUB);

        assertThat(response.statusCode()).isEqualTo(502);
        assertThat(response.body())
                .contains("\"detail\":\"The hub could not be registered.\"", "\"requestId\":\"")
                .doesNotContain("vault-7");
        assertThat(output).contains("A hub could not be registered", "not on vault-7");
    }

    @ParameterizedTest
    @CsvSource({"400, 400", "401, 502", "404, 502", "409, 409", "422, 422", "429, 503", "500, 502", "503, 503"})
    void theStatusTellsWhoseFaultItIsAndWhenToComeBack(int apiStatus, int status) throws Exception {
        String hubId = "hub-" + apiStatus;
        // Longer than the call may take: it isn't tried again.
        server.faults().forHub(hubId).once(new Fault.ErrorAnswer(ErrorShape.E1, apiStatus).withRetryAfter("60"));

        HttpResponse<String> response = register(application, hubId, HUB);

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.headers().allValues("Retry-After")).isEqualTo(status == 503 ? List.of("60") : List.of());
    }

    @Test
    void aCallThatTakesTooLongIsAGatewayTimeout() throws Exception {
        server.faults().forHub("hub-9").once(new Fault.DelayedHeaders(Duration.ofSeconds(10)));

        try (ConfigurableApplicationContext other = run(ReferenceServer.DEFAULT_API_KEY, "--spkey.call-timeout=2s")) {
            HttpResponse<String> response = register(other, "hub-9", HUB);

            assertThat(response.statusCode()).isEqualTo(504);
            assertThat(response.body()).contains("\"hubMayExist\":true");
        }
    }

    @Test
    void aClientThatIsClosedMeanwhileIsUnavailable() {
        Fault.Replacement later = new Fault.ErrorAnswer(ErrorShape.E4, 503).withRetryAfter("10");
        server.faults().forHub("hub-10").once(later.afterApplying());

        try (ConfigurableApplicationContext other = run(ReferenceServer.DEFAULT_API_KEY)) {
            CompletableFuture<HttpResponse<String>> running =
                    BROWSER.sendAsync(put(other, "hub-10", HUB), BodyHandlers.ofString());
            await().until(() -> server.hubs().find("hub-10") != null);
            other.getBean(HubsClient.class).close();

            assertThat(running.join().statusCode()).isEqualTo(503);
        }
    }

    @Test
    void aShutdownLetsARunningCallFinishAndThenClosesTheClient() {
        ConfigurableApplicationContext other = run(ReferenceServer.DEFAULT_API_KEY);
        HubsClient hubs = other.getBean(HubsClient.class);
        server.faults().forHub("hub-5").once(new Fault.DelayedHeaders(Duration.ofSeconds(1)));

        CompletableFuture<HttpResponse<String>> running =
                BROWSER.sendAsync(put(other, "hub-5", HUB), BodyHandlers.ofString());
        await().until(() -> server.hubs().find("hub-5") != null);
        other.close();

        assertThat(running.join().statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> hubs.provision(ProvisionHubRequest.of("hub-6", "SN-1", "M-1")))
                .isInstanceOf(IllegalStateException.class);
    }
}
