package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.CallOptions;
import co.spkey.sdk.core.credentials.Credentials;
import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.ApiException;
import co.spkey.sdk.core.error.MalformedResponseException;
import co.spkey.sdk.core.error.SpkeyException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that repeats what it was sent must not get a secret into a log, a message or a stack trace. */
class SecretsTest {

    /** Letters and digits only, so that no reader of anything stops in the middle of it. */
    private static final String TOKEN = "eyTOKEN0123456789abcdefghijklmnopqrstuvwxyz";

    private static final String KEY = "KEYabcdefghijklmnopqrstuvwxyz0123456789ABCD";
    private static final CallOptions TWICE = CallOptions.builder()
            .retryPolicy(RetryPolicy.builder().maxAttempts(2).build())
            .build();

    static Stream<Arguments> echoes() {
        String both = TOKEN + " " + KEY;
        String error = "HTTP/1.1 503 No\r\nConnection: close\r\n\r\n";
        String success = "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n";
        return Stream.of(
                        error + "{\"error\":\"" + KEY + "\",\"message\":\"" + both + "\"}",
                        error + "{\"errors\":[{\"code\":\"" + KEY + "\",\"message\":\"" + TOKEN + "\",\"path\":[\""
                                + KEY + "\"]}],\"cfReference\":\"" + TOKEN + "\"}",
                        error + "{\"" + KEY + "\":{\"a\":[\"" + TOKEN + "\"]}}",
                        error + "{\"__ceves\":{\"name\":\"" + KEY + "\",\"stack\":\"" + TOKEN + "\"}}",
                        error + "<html>" + both + "</html>",
                        error + "x".repeat(8 * 1024 - 20) + both,
                        error + "{\"message\":\"" + "x".repeat(480) + both + "\"}",
                        error.replace("Connection", "cf-ray: " + both + "\r\nRetry-After: " + KEY + "\r\nConnection"),
                        error.replace("Connection", "cf-ray: " + "x".repeat(480) + both + "\r\nConnection"),
                        error.replace("Connection", "Content-Encoding: " + KEY.substring(0, 39) + "\r\nConnection")
                                + "x",
                        "HTTP/1.1 503 " + both + "\r\nConnection: close\r\n\r\n",
                        "HTTP/1.1 " + both + "\r\n\r\n",
                        both + "\r\n\r\n",
                        error.replace("Connection", "Content-Length: " + KEY + "\r\nConnection"),
                        error.replace("Connection", TOKEN + " " + KEY + ":\r\nConnection"),
                        error.replace("Connection", "X: " + KEY + "\u0000\r\nConnection"),
                        error.replace("Connection", "Transfer-Encoding: chunked\r\nConnection") + KEY + "\r\n",
                        success + TOKEN,
                        success + "{\"success\":" + KEY + "}",
                        success + "{\"success\":true,\"aggregateId\":\"a\",\"version\":1}" + KEY,
                        success + "{\"success\":false,\"error\":\"" + TOKEN + "\"}",
                        success.replace("200", "302").replace("Connection", "Location: /" + KEY + "\r\nConnection"))
                .flatMap(answer -> Stream.of(CallPath.values()).map(path -> Arguments.of(path, answer)));
    }

    @ParameterizedTest
    @MethodSource("echoes")
    void stayOutOfLogsMessagesAndStackTraces(CallPath path, String answer) throws IOException {
        Events events = new Events();
        try (LogCapture log = new LogCapture();
                RawServer server = new RawServer(connection -> {
                    connection.readRequest();
                    connection.write(answer);
                });
                HubsClient hubs = Stub.client(new SkippingTicker())
                        .baseUrl(server.url())
                        .credentials(CredentialsProvider.of(Credentials.of(TOKEN, KEY)))
                        .listener(events)
                        .build()) {
            SpkeyException failure =
                    catchThrowableOfType(SpkeyException.class, () -> path.provision(hubs, Stub.REQUEST, TWICE));

            StringBuilder text = new StringBuilder(log.everything())
                    .append(trace(failure))
                    .append(failure.requestId())
                    .append(events.all());
            if (failure instanceof ApiException api) {
                text.append(api.body()).append(api.errorName()).append(api.errors());
            }
            assertThat(log.everything()).as("there is a log to search").contains("attempt");
            assertThat(server.requests().get(0)).as("the secrets were sent").contains(TOKEN, KEY);
            assertThat(text.toString()).doesNotContain(TOKEN).doesNotContain(KEY);
            // Nor the beginning of one that was cut to length.
            assertThat(text.toString()).doesNotContain(TOKEN.substring(0, 10)).doesNotContain(KEY.substring(0, 20));
        }
    }

    private static String trace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"%s\"}",
                "{\"message\":\"%s",
                "<p>%s</p>",
            })
    void areMaskedAlsoWhereTheServerEscapesThem(String shape) {
        String key = "ab\"cd\\ef/gh+ij=";
        for (String escaped : new String[] {
            key.replace("\\", "\\\\").replace("\"", "\\\""),
            key.replace("\\", "\\\\").replace("\"", "\\\"").replace("/", "\\/")
        }) {
            try (Stub stub = new Stub().answer(400, String.format(shape, escaped));
                    HubsClient hubs = stub.client()
                            .credentials(CredentialsProvider.of(Credentials.apiKey(key)))
                            .build()) {
                ApiException failure = catchThrowableOfType(ApiException.class, () -> hubs.provision(Stub.REQUEST));

                assertThat(failure.body()).contains("[secret]").doesNotContain("gh+ij");
                assertThat(failure.getMessage()).doesNotContain("gh+ij");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"bad token tok-abcdefgh\\u003d\\u003D\"]",
                "{\"error\":\"bad token tok-abcdefgh\\u003d\\u003d",
                "{\"error\":\"bad token tok-abcdefgh=",
                "{\"error\":\"bad token tok-abcdefgh\\u00",
                "<p>bad token tok-abcdefgh&#61;&#x3D;</p>",
                "<a href='?t=tok-abcdefgh%3d%3D'>",
                "\"tok-abcdefgh\\u003d\\u003d\" and tok-abcdefgh== again",
                "{\"message\":\"bad key tok-abcdefgh\"}",
                "{\"detail\":\"{\\\"key\\\":\\\"tok-abcdefgh\\\\u003d\\\\u003d\\\"}\"}",
            })
    void areMaskedInTextsOfAnyForm(String body) {
        try (Stub stub = new Stub().answer(400, body);
                HubsClient hubs = stub.client()
                        .credentials(CredentialsProvider.of(Credentials.bearerToken("tok-abcdefgh==")))
                        .build()) {
            ApiException failure = catchThrowableOfType(ApiException.class, () -> hubs.provision(Stub.REQUEST));

            assertThat(failure.body()).contains("[secret]").doesNotContain("abcdefgh");
            assertThat(failure.getMessage()).doesNotContain("abcdefgh");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<p>key line&#45;7-token-SECRETSECRET!</p>",
                "<p>key line-7-token-SECRETSEC",
                "line-7-token-SECRETSECRET, line-7-token"
            })
    void areMaskedWholeWhereOneHoldsAnother(String body) {
        try (Stub stub = new Stub().answer(400, body);
                HubsClient hubs = stub.client()
                        .credentials(
                                CredentialsProvider.of(Credentials.of("line-7-token", "line-7-token-SECRETSECRET")))
                        .build()) {
            ApiException failure = catchThrowableOfType(ApiException.class, () -> hubs.provision(Stub.REQUEST));

            assertThat(failure.body())
                    .contains("[secret]")
                    .doesNotContain("SECRET")
                    .doesNotContain("token");
        }
    }

    @Test
    void areTheOnesOfEveryAttemptOfTheCall() {
        Stub stub = new Stub().answer(401, "{}").answer(400, "{\"message\":\"" + TOKEN + " replaced by " + KEY + "\"}");
        CredentialsProvider renewed = new CredentialsProvider() {
            private volatile String token = TOKEN;

            @Override
            public Credentials credentials() {
                return Credentials.bearerToken(token);
            }

            @Override
            public void rejected(Credentials rejected) {
                token = KEY;
            }
        };
        try (stub;
                HubsClient hubs = stub.client().credentials(renewed).build()) {
            assertThat(catchThrowableOfType(ApiException.class, () -> hubs.provision(Stub.REQUEST)))
                    .hasMessageContaining("[secret] replaced by [secret]");
        }
    }

    @ParameterizedTest
    @EnumSource
    void leaveNothingOfTheBodyInTheTraceOfAMalformedAnswer(CallPath path) {
        // Longer than what Jackson quotes of a word: a cut secret could not be masked any more.
        String opaque = "S".repeat(400);
        try (Stub stub = new Stub().answer(200, opaque);
                HubsClient hubs = stub.client().build()) {
            MalformedResponseException failure =
                    catchThrowableOfType(MalformedResponseException.class, () -> path.provision(hubs, Stub.REQUEST));

            assertThat(trace(failure)).doesNotContain("SSSS");
            assertThat(failure).hasMessageContaining("the body is not JSON (PH-RES-01): JsonParseException at line 1");
        }
    }

    @Test
    void areNotRepeatedWhenTheyHoldALineBreak() {
        for (String bad : new String[] {TOKEN + "\r\nX-Evil: 1", TOKEN + "\n", "\u00e9" + TOKEN, TOKEN + "\u0000"}) {
            IllegalArgumentException failure =
                    catchThrowableOfType(IllegalArgumentException.class, () -> Credentials.of(bad, bad));
            assertThat(trace(failure)).doesNotContain(TOKEN);
        }
        IllegalArgumentException header = catchThrowableOfType(
                IllegalArgumentException.class, () -> CallOptions.builder().header("X-Trace", KEY + "\r\nX-Evil: 1"));
        assertThat(trace(header)).doesNotContain(KEY);
    }

    @Test
    void areLeftOutOfTheTextsOfOptionsAndMetadata() {
        CallOptions options = CallOptions.builder()
                .header("X-Trace", KEY)
                .credentials(CredentialsProvider.of(Credentials.bearerToken(TOKEN)))
                .build();
        byte[] body = Stub.REPEATED.getBytes(ISO_8859_1);
        try (Stub stub = new Stub()
                        .answer(Stub.bytes(200, body)
                                .addHeader("X-Echo", TOKEN + KEY)
                                .build());
                HubsClient hubs = stub.client().build()) {
            ProvisionHubResponse response = hubs.provision(Stub.REQUEST, options);

            assertThat(response.metadata().headers().get("x-echo")).isNotEmpty();
            assertThat(options.toString() + response + hubs)
                    .doesNotContain(TOKEN)
                    .doesNotContain(KEY);
        }
    }

    @Test
    void areAlsoWhatACallTellsAProxy() {
        String basic = Base64.getEncoder().encodeToString("line-7:hush-proxy".getBytes(UTF_8));
        for (String authorization : List.of("Basic " + basic, "Bearer hush-proxy")) {
            String page = "<p>Proxy-Authorization: " + authorization + ", which is line-7:hush-proxy: hush-proxy?</p>";
            try (Stub stub = new Stub().answer(502, page).answer(502, "{\"message\":\"" + page + "\"}");
                    HubsClient hubs = stub.client()
                            .callHeaders(() -> Map.of("proxy-authorization", authorization))
                            .retryPolicy(RetryPolicy.none())
                            .build()) {
                for (int i = 0; i < 2; i++) {
                    ApiException failure = catchThrowableOfType(ApiException.class, () -> hubs.provision(Stub.REQUEST));

                    assertThat(failure.body()).contains("[secret]");
                    assertThat(failure.body() + trace(failure))
                            .doesNotContain(basic)
                            .doesNotContain("hush-proxy");
                }
            }
        }
    }

    @Test
    void ofAProxyMayBeTooShortToBeFound() {
        String authorization = "Basic " + Base64.getEncoder().encodeToString("a:a".getBytes(UTF_8));
        try (Stub stub = new Stub().answer(400, "a bad day");
                HubsClient hubs = stub.client()
                        .callHeaders(() -> Map.of("Proxy-Authorization", authorization))
                        .build()) {
            assertThat(catchThrowableOfType(ApiException.class, () -> hubs.provision(Stub.REQUEST))
                            .body())
                    .isEqualTo("a bad day");
        }
    }
}
