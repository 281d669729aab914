package co.spkey.sdk.hubs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.credentials.OAuth2ClientCredentials;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.UnexpectedStatusException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a server does with what it was sent: none of it comes out in a message, a stack trace or the log. */
class CredentialsLeakTest {

    private static final ProvisionHubRequest REQUEST = ProvisionHubRequest.of("hub-1", "SN-1", "M-1");
    private static final String TOKEN = "hushTokenABCDEF0123456789";
    private static final String KEY = "hushKeyABCDEF0123456789";

    private final MockWebServer server = new MockWebServer();
    private final SkippingTicker time = new SkippingTicker();
    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage());
            if (event.getThrowableProxy() != null) {
                logged.add(ThrowableProxyUtil.asString(event.getThrowableProxy()));
            }
        }
    };

    @BeforeEach
    void start() throws IOException {
        server.setServerSocketFactory(new NoDelaySockets());
        server.start();
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void stop() {
        root.setLevel(before);
        root.detachAppender(appender);
        server.close();
    }

    private HubsClient client(CredentialsProvider provider) {
        return new DefaultHubsClient.DefaultBuilder()
                .ticker(time)
                .baseUrl(server.url("/").uri())
                .credentials(provider)
                .build();
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    static Stream<Arguments> echoes() {
        List<Integer> statuses = List.of(200, 400, 401, 403, 404, 418, 429, 500, 503);
        List<String> bodies = List.of(
                "{\"success\":false,\"error\":\"KEY\",\"message\":\"bad TOKEN and KEY\"}",
                "{\"success\":false,\"errors\":[{\"code\":\"KEY\",\"message\":\"TOKEN\",\"path\":[\"KEY\"]}],\"KEY\":1}",
                "{\"success\":true,\"aggregateId\":7,\"KEY\":\"TOKEN\"}",
                "{\"success\":true,\"aggregateId\":\"TOKEN\",\"version\":\"KEY\",\"event\":null}",
                "{\"success\":TOKEN}",
                "TOKEN",
                "KEY TOKEN",
                "<html>Authorization: Bearer TOKEN X-API-Key: KEY</html>",
                "{\"cut\":\"TOKEN");
        return Stream.of(CallPath.values())
                .flatMap(path -> statuses.stream()
                        .flatMap(status -> bodies.stream().map(body -> Arguments.of(path, status, body))));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void aServerThatRepeatsSecretsGetsThemMasked(CallPath path, int status, String template) {
        String body = template.replace("TOKEN", TOKEN).replace("KEY", KEY);
        for (int i = 0; i < 4; i++) {
            server.enqueue(CredentialsTokenServer.answer(status, body)
                    .addHeader("cf-ray", KEY)
                    .build());
        }
        Throwable failure;
        try (HubsClient hubs = client(CredentialsProvider.of(Credentials.of(TOKEN, KEY)))) {
            failure = catchThrowable(() -> path.provision(hubs, REQUEST));
        }

        assertThat(failure).isNotNull();
        String seen = stackTrace(failure)
                + logged
                + (failure instanceof ApiException answered ? answered.body() + answered.errors() : "");
        assertThat(seen).contains("hub-1").doesNotContain("hush");
    }

    @ParameterizedTest
    @EnumSource
    void aKeyWithALineBreakIsRefusedAndNotShown(CallPath path) {
        for (String bad : List.of("hush\r\nX-Is-Admin: 1", "hush\n", "hu\u0000sh", "hüsh")) {
            try (HubsClient hubs = client(() -> Credentials.apiKey(bad))) {
                Throwable failure = catchThrowable(() -> path.provision(hubs, REQUEST));

                assertThat(failure).isInstanceOf(CredentialsException.class);
                assertThat(stackTrace(failure) + logged).doesNotContain("hush", "hüsh");
            }
        }
        assertThat(server.getRequestCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void aTokenEndpointThatRepeatsItsSecretGetsItMasked(CallPath path) {
        server.enqueue(CredentialsTokenServer.answer(
                        401, "{\"error\":\"invalid_client\",\"error_description\":\"not " + KEY + "\"}")
                .build());
        try (OAuth2ClientCredentials token = OAuth2ClientCredentials.builder()
                        .tokenEndpoint(server.url("/oauth/token").uri())
                        .clientId("line-7")
                        .clientSecret(KEY)
                        .apiKey(TOKEN)
                        .build();
                HubsClient hubs = client(token)) {
            Throwable failure = catchThrowable(() -> path.provision(hubs, REQUEST));

            assertThat(failure).isInstanceOf(CredentialsException.class).hasMessageContaining("not [secret]");
            assertThat(stackTrace(failure)
                            + logged
                            + token
                            + hubs
                            + CallOptions.builder().credentials(token).build())
                    .doesNotContain("hush");
        }
    }

    @ParameterizedTest
    @EnumSource
    void credentialsAreNeverCarriedElsewhere(CallPath path) throws IOException {
        try (MockWebServer elsewhere = new MockWebServer()) {
            elsewhere.start();
            for (int status : List.of(301, 302, 303, 307, 308)) {
                server.enqueue(new MockResponse.Builder()
                        .code(status)
                        .addHeader("Location", elsewhere.url("/"))
                        .build());
                try (HubsClient hubs = client(CredentialsProvider.of(Credentials.of(TOKEN, KEY)))) {
                    assertThatThrownBy(() -> path.provision(hubs, REQUEST))
                            .isInstanceOf(UnexpectedStatusException.class);
                }
            }
            assertThat(elsewhere.getRequestCount()).isZero();
        }
    }
}
