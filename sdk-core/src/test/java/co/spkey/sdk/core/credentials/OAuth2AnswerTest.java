package co.spkey.sdk.core.credentials;

import static co.spkey.sdk.core.credentials.TokenServer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Base64;
import java.util.zip.GZIPOutputStream;
import mockwebserver3.MockResponse;
import mockwebserver3.SocketEffect;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2AnswerTest {

    private final ManualTokenClock clock = new ManualTokenClock();
    private final TokenServer server = new TokenServer();
    private final OAuth2ClientCredentials provider = server.builder(clock)
            .retryPolicy(RetryPolicy.none())
            .refreshMargin(Duration.ZERO)
            .build();

    @AfterEach
    void stop() {
        provider.close();
        server.close();
    }

    @ParameterizedTest(name = "{0}: {1} s")
    @CsvSource({
        "3600,                  3600",
        "'\"3600\"',            3600",
        "3600.9,                3600",
        "' 1e3 ',               1000",
        "null,                   300",
        "'\"soon\"',             300",
        "'\"\"',                 300",
        "{},                     300",
        "true,                   300",
        "0,                        1",
        "-5,                       1",
        "0.2,                      1",
        "99999999999,        2592000",
        "1e400,              2592000",
        "'\"Infinity\"',     2592000",
        "'\"NaN\"',              300",
    })
    void usesATokenForAsLongAsItLives(String expiresIn, long seconds) {
        server.enqueueToken("token-1", expiresIn);
        server.enqueueToken("token-2", 60);
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-1"));

        clock.advance(Duration.ofSeconds(seconds).minusNanos(1));
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-1"));

        clock.advance(Duration.ofNanos(1));
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-2"));
    }

    /** The JDK quotes a status line that it can't read. */
    @Test
    void masksTheSecretWhereTheJdkQuotesTheServer() throws Exception {
        try (ServerSocket echo = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                OAuth2ClientCredentials echoed = server.builder(clock)
                        .tokenEndpoint(URI.create("http://localhost:" + echo.getLocalPort() + "/token"))
                        .retryPolicy(RetryPolicy.none())
                        .build()) {
            Thread thread = new Thread(() -> {
                try (Socket client = echo.accept()) {
                    BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8));
                    String line = in.readLine();
                    while (line != null && !line.startsWith("Authorization:")) {
                        line = in.readLine();
                    }
                    client.getOutputStream().write(("Error: " + line + "\r\n\r\n").getBytes(UTF_8));
                } catch (IOException over) {
                    // The test's end.
                }
            });
            thread.start();
            CredentialsException failure = catchThrowableOfType(CredentialsException.class, echoed::credentials);
            thread.join();

            StringWriter trace = new StringWriter();
            failure.printStackTrace(new PrintWriter(trace));
            assertThat(trace.toString())
                    .contains("the connection failed", "Authorization: Basic [secret]")
                    .doesNotContain(Base64.getEncoder().encodeToString("line-7:hush-hush".getBytes(UTF_8)));
        }
    }

    @Test
    void takesFiveMinutesWhenTheServerSaysNothing() {
        server.enqueue(json(200, "{\"access_token\":\"token-1\",\"token_type\":\"Bearer\"}"));
        server.enqueueToken("token-2", 60);
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-1"));

        clock.advance(Duration.ofMinutes(5).minusNanos(1));
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-1"));

        clock.advance(Duration.ofNanos(1));
        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("token-2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"access_token\":\"ok\",\"token_type\":\"bearer\"}",
                "{\"access_token\":\"ok\",\"token_type\":\"BEARER\",\"scope\":\"x\",\"more\":{\"access_token\":\"wrong\"}}",
                "{\"extra\":[[1,{}]],\"token_type\":\"Bearer\",\"access_token\":\"ok\"}",
                "{\"access_token\":\"ok\"}",
                "{\"access_token\":\"ok\",\"error\":null,\"refresh_token\":\"never used\"}"
            })
    void readsATokenWhateverStandsBesideIt(String body) {
        server.enqueue(json(200, body));

        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("ok"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"access_token\":\"hidden\",\"token_type\":\"mac\"}       | the token's type is mac and not Bearer",
                "{\"access_token\":\"hidden\",\"token_type\":\"N_A\"}       | the token's type is N_A and not Bearer",
                "{\"access_token\":\"hid den\",\"token_type\":\"Bearer\"}   | the bearer token holds a blank at position 3",
                "{\"access_token\":\"hidden\\r\\nX: y\"}                    | the bearer token holds a line break",
                "{\"access_token\":\"hidd\\u00ebn\"}                        | a character that is not ASCII",
                "{\"access_token\":\"\"}                                    | has no access_token",
                "{\"access_token\":{\"value\":\"hidden\"}}                  | has no access_token",
                "{\"token\":\"hidden\"}                                     | has no access_token",
                "hidden                                                     | is no JSON object",
                "\"hidden\"                                                 | is no JSON object",
                "[\"hidden\"]                                               | is no JSON object",
                "{\"access_token\":\"hidden\"                               | is no JSON object",
                "<html>hidden</html>                                        | is no JSON object",
                "{\"error\":\"invalid_scope\"}                              | 200 invalid_scope",
            })
    void saysWhatIsWrongWithAnAnswerAndNeverShowsAToken(String body, String why) {
        server.enqueue(json(200, body));

        CredentialsException failure = catchThrowableOfType(CredentialsException.class, provider::credentials);

        assertThat(failure)
                .hasMessageStartingWith("no token from " + server.uri() + ": ")
                .hasMessageContaining(why)
                .hasMessageEndingWith("(attempt 1 of 1)")
                .hasStackTraceContaining(why);
        assertThat(stackTrace(failure)).doesNotContain("hidden", "hid den", "hidd");
    }

    private static String stackTrace(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @ParameterizedTest
    @EnumSource
    void passesOnWhatTheServerSaysAboutAnError(Ask ask) {
        server.enqueue(json(401, "{\"error\":\"invalid_client\",\"error_description\":\"no client line-7\"}"));

        assertThatThrownBy(() -> ask.of(provider))
                .isInstanceOf(CredentialsException.class)
                .hasMessage("no token from " + server.uri() + ": 401 invalid_client: no client line-7; check client id,"
                        + " client secret and the kind of client authentication (attempt 1 of 1)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush-hush", "p%&+ü \"q\"\\"})
    void masksASecretThatTheServerRepeats(String secret) {
        String encoded = URLEncoder.encode(secret, UTF_8);
        String basic = Base64.getEncoder().encodeToString(("line-7:" + encoded).getBytes(UTF_8));
        String echo =
                (secret + " / " + encoded + " / " + basic).replace("\\", "\\\\").replace("\"", "\\\"");
        server.enqueue(
                json(400, "{\"error\":\"bad " + echo + "\",\"error_description\":\"" + "x".repeat(490) + echo + "\"}"));
        try (OAuth2ClientCredentials other =
                        server.builder(clock).clientSecret(secret).build();
                LogCapture log = new LogCapture()) {
            CredentialsException failure = catchThrowableOfType(CredentialsException.class, other::credentials);

            assertThat(failure).hasMessageContaining("bad [secret] / [secret] / [secret]");
            assertThat(stackTrace(failure) + log.everything() + other)
                    .doesNotContain(secret, encoded, basic)
                    .doesNotContain(secret.substring(0, 5));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unknown secret long-hush/hush-l",
                "unknown secret long-hush%2fhush-long",
                "unknown secret long-hush&#47;hush-long!",
                "unknown secret long-hush\\\\/hush-long"
            })
    void masksASecretThatTheServerCutsOffOrEscapes(String description) {
        server.enqueue(json(400, "{\"error\":\"odd\",\"error_description\":\"" + description + "\"}"));
        try (OAuth2ClientCredentials other =
                server.builder(clock).clientSecret("long-hush/hush-long").build()) {
            assertThatThrownBy(other::credentials)
                    .hasMessageContaining("odd: unknown secret [secret]")
                    .hasMessageNotContaining("hush");
        }
    }

    @Test
    void readsTheStatusThoughUnpackingFindsNoEnd() throws IOException {
        ByteArrayOutputStream members = new ByteArrayOutputStream();
        byte[] member = zipped(new byte[0]);
        for (int i = 0; i < 40_000; i++) {
            members.write(member);
        }
        server.enqueue(
                json(418, "").addHeader("Content-Encoding", "gzip").body(new Buffer().write(members.toByteArray())));

        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(": 418");
    }

    @Test
    void keepsAMessageToOneLineOfBoundedLength() {
        server.enqueue(json(400, "{\"error\":\"a\\r\\nb\",\"error_description\":\"" + "d\\n".repeat(100_000) + "\"}"));

        assertThatThrownBy(provider::credentials)
                .hasMessageContaining("400 a b: d d d")
                .satisfies(failure ->
                        assertThat(failure.getMessage()).hasSizeLessThan(1000).doesNotContain("\n", "\r"));
    }

    @ParameterizedTest(name = "body [{0}]")
    @ValueSource(
            strings = {
                "",
                "<html><h1>Bad gateway</h1></html>",
                "[",
                "null",
                "{\"error\":{\"code\":7}}",
                "{\"error\":\"",
                "hush-hush"
            })
    void readsAnErrorsStatusWhateverItsBodyIs(String body) {
        server.enqueue(json(418, body));

        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(": 418")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 503})
    void isNotBroughtDownByNestingWithoutEnd(int status) {
        server.enqueue(json(status, "{\"a\":" + "[".repeat(200_000)));

        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining(": " + status);
    }

    @Test
    void readsNoMoreThanAMebibyte() {
        server.enqueue(json(200, " ".repeat(TokenBody.LARGEST) + "{\"access_token\":\"hidden\"}"));
        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("the answer can't be read: larger than 1048576 bytes");
    }

    @Test
    void undoesACompressionThatNobodyAskedFor() throws IOException {
        server.enqueue(json(200, "")
                .addHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(zipped("{\"access_token\":\"ok\"}".getBytes(UTF_8)))));

        assertThat(provider.credentials()).isEqualTo(Credentials.bearerToken("ok"));
        assertThat(server.request().getHeaders().get("Accept-Encoding")).isNull();
    }

    @Test
    void unpacksNoMoreThanAMebibyte() throws IOException {
        server.enqueue(json(200, "")
                .addHeader("Content-Encoding", "gzip")
                .body(new Buffer().write(zipped(new byte[64 * TokenBody.LARGEST]))));

        assertThatThrownBy(provider::credentials).hasMessageContaining("larger than 1048576 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "br"})
    void saysThatACodingCannotBeUndone(String coding) {
        server.enqueue(json(200, "{\"access_token\":\"hidden\"}").addHeader("Content-Encoding", coding));

        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("the answer can't be read")
                .hasMessageNotContaining("hidden");
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(plain);
        }
        return bytes.toByteArray();
    }

    @Test
    void saysThatAnAnswerBrokeOff() {
        server.enqueue(json(200, "{\"access_token\":\"" + "h".repeat(100_000) + "\"}")
                .onResponseBody(new SocketEffect.CloseSocket()));

        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                // The JDK sometimes reports the lost connection before the beginning of the body.
                .hasMessageMatching("(?s).*(the answer broke off|the connection failed): .*")
                .hasMessageNotContaining("hhh");
    }

    @ParameterizedTest
    @EnumSource
    void holdsAnAnswerThatNeverBeginsToItsLimit(Ask ask) {
        server.hold();
        assertThatThrownBy(() -> {
                    Thread mover = new Thread(this::advanceOnceTheRequestIsThere);
                    mover.start();
                    ask.of(provider);
                })
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("no whole answer within the request's limit of 10000 ms");
    }

    @ParameterizedTest
    @EnumSource
    void holdsABodyThatStallsToTheSameLimit(Ask ask) {
        server.enqueue(json(200, "{\"access_token\":\"" + "h".repeat(100_000) + "\"}")
                .onResponseBody(SocketEffect.Stall.INSTANCE));
        assertThatThrownBy(() -> {
                    Thread mover = new Thread(this::advanceOnceTheRequestIsThere);
                    mover.start();
                    ask.of(provider);
                })
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("no whole answer within the request's limit of 10000 ms");
    }

    private void advanceOnceTheRequestIsThere() {
        server.request();
        clock.advance(Duration.ofSeconds(10));
    }

    @Test
    void saysThatNobodyListens() {
        server.close();

        assertThatThrownBy(provider::credentials)
                .isInstanceOf(CredentialsException.class)
                .hasMessageContaining("no token from " + server.uri() + ": no connection (attempt 1 of 1)");
    }

    @Test
    void aStatusIsEnoughOfAnAnswer() {
        server.enqueue(new MockResponse.Builder().code(404));

        assertThatThrownBy(provider::credentials).hasMessageContaining(": 404; wrong token endpoint?");
    }
}
