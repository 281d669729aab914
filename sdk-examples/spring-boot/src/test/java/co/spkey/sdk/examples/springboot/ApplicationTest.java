package co.spkey.sdk.examples.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.hubs.HubsClient;
import co.spkey.sdk.hubs.ProvisionHubRequest;
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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs the whole application against the reference server, over real sockets. */
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

    private static ConfigurableApplicationContext run(String apiKey) {
        return SpringApplication.run(
                Application.class,
                "--server.port=0",
                "--spring.main.banner-mode=off",
                "--logging.level.root=warn",
                "--spkey.base-url=" + server.baseUrl(),
                "--spkey.api-key=" + apiKey);
    }

    private static HttpRequest put(ConfigurableApplicationContext application, String hubId, String body) {
        String port = application.getEnvironment().getProperty("local.server.port");
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hubs/" + hubId))
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
