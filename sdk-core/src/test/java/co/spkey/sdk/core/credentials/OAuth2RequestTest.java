package co.spkey.sdk.core.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.retry.RetryPolicy;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OAuth2RequestTest {

    private final ManualTokenClock clock = new ManualTokenClock();
    private final TokenServer server = new TokenServer();

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource
    void asksForATokenAndShowsItsSecretInTheHeader(Ask ask) {
        server.enqueueToken("the-token", 3600);
        try (OAuth2ClientCredentials provider = server.builder(clock).build()) {
            assertThat(ask.of(provider)).isEqualTo(Credentials.bearerToken("the-token"));
        }
        RecordedRequest sent = server.request();
        assertThat(sent.getRequestLine()).isEqualTo("POST /oauth/token HTTP/1.1");
        assertThat(sent.getHeaders().get("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        assertThat(sent.getHeaders().get("Accept")).isEqualTo("application/json");
        assertThat(decoded(sent)).isEqualTo("line-7:hush-hush");
        assertThat(sent.getBody().utf8()).isEqualTo("grant_type=client_credentials");
        assertThat(sent.getHeaders().names()).doesNotContain("Upgrade");
    }

    private static String decoded(RecordedRequest sent) {
        String field = sent.getHeaders().get("Authorization");
        assertThat(field).startsWith("Basic ");
        return new String(Base64.getDecoder().decode(field.substring(6)), UTF_8);
    }

    @Test
    void encodesIdAndSecretBeforeTheyAreJoined() {
        server.enqueueToken("the-token", 3600);
        try (OAuth2ClientCredentials provider =
                server.builder(clock).clientId("a:b c").clientSecret("p%&+ü/").build()) {
            provider.credentials();
        }
        assertThat(decoded(server.request())).isEqualTo("a%3Ab+c:p%25%26%2B%C3%BC%2F");
    }

    @Test
    void showsIdAndSecretInTheBodyIfTheServerExpectsThat() {
        server.enqueueToken("the-token", 3600);
        try (OAuth2ClientCredentials provider = server.builder(clock)
                .clientAuthentication(ClientAuthentication.CLIENT_SECRET_POST)
                .clientSecret("p%&+ü")
                .audience("https://api.spkey.co")
                .scope("hubs:provision hubs:read")
                .build()) {
            provider.credentials();
        }
        RecordedRequest sent = server.request();
        assertThat(sent.getHeaders().get("Authorization")).isNull();
        assertThat(sent.getBody().utf8())
                .isEqualTo("grant_type=client_credentials&client_id=line-7&client_secret=p%25%26%2B%C3%BC"
                        + "&audience=https%3A%2F%2Fapi.spkey.co&scope=hubs%3Aprovision+hubs%3Aread");
    }

    @Test
    void asksForTheSecretBeforeEachRequest() {
        AtomicReference<String> secret = new AtomicReference<>("first");
        server.enqueueToken("token-1", 60);
        server.enqueueToken("token-2", 60);
        try (OAuth2ClientCredentials provider =
                server.builder(clock).clientSecret(secret::get).build()) {
            provider.credentials();
            secret.set("second");
            clock.advance(Duration.ofSeconds(60));
            provider.credentials();
        }
        assertThat(decoded(server.request())).isEqualTo("line-7:first");
        assertThat(decoded(server.request())).isEqualTo("line-7:second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush\n", "\r", "", " ", "hush\u0000hush"})
    void refusesASecretThatCannotBeOneWithoutRepeatingIt(String secret) {
        try (OAuth2ClientCredentials provider =
                server.builder(clock).clientSecret(() -> secret).build()) {
            assertThatThrownBy(provider::credentials)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the client secret's supplier gave a value that can't be used")
                    .hasMessageNotContaining("hush");
        }
        assertThat(server.requests()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void saysWhenTheSecretCannotBeHadWithoutRepeatingAForeignMessage(Ask ask) {
        Supplier<String> broken = () -> {
            throw new IllegalStateException("hush");
        };
        try (OAuth2ClientCredentials provider =
                server.builder(clock).clientSecret(broken).build()) {
            assertThatThrownBy(() -> ask.of(provider))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the client secret's supplier failed: java.lang.IllegalStateException")
                    .hasMessageNotContaining("hush");
        }
        Supplier<String> telling = () -> {
            throw new CredentialsException(
                    ErrorDetails.builder("the vault is sealed").build());
        };
        try (OAuth2ClientCredentials provider =
                server.builder(clock).clientSecret(telling).build()) {
            assertThatThrownBy(() -> ask.of(provider)).hasMessageContaining("the vault is sealed");
        }
        Supplier<String> worse = () -> {
            throw new StackOverflowError();
        };
        try (OAuth2ClientCredentials provider =
                server.builder(clock).clientSecret(worse).build()) {
            assertThatThrownBy(() -> ask.of(provider)).hasMessageContaining("java.lang.StackOverflowError");
        }
        assertThat(server.requests()).isZero();
    }

    @Test
    void asksASecretsSupplierThatHangsAFewTimesAtMost() {
        AtomicInteger asked = new AtomicInteger();
        CountDownLatch hanging = new CountDownLatch(1);
        Supplier<String> deaf = () -> {
            asked.incrementAndGet();
            while (hanging.getCount() > 0) {
                try {
                    hanging.await();
                } catch (InterruptedException unheard) {
                    // As a read from a socket is.
                }
            }
            return "hush";
        };
        try (OAuth2ClientCredentials provider = server.builder(clock)
                .clientSecret(deaf)
                .retryPolicy(RetryPolicy.none())
                .build()) {
            for (int i = 0; i < 10; i++) {
                CompletableFuture<Credentials> failing =
                        provider.credentialsAsync(Runnable::run).toCompletableFuture();
                await().until(() -> {
                    clock.advance(Duration.ofMinutes(1));
                    return failing.isDone();
                });
            }
            await().until(() -> asked.get() == 4);
            await().untilAsserted(() -> {
                clock.advance(Duration.ofMinutes(1)); // Past the pause that follows a failure.
                assertThatThrownBy(provider::credentials)
                        .hasMessageContaining("the client secret's supplier hasn't returned from its last 4 calls");
            });
            assertThat(asked).hasValue(4);

            hanging.countDown();
            server.enqueueToken("token-1", 600);
            await().ignoreExceptions().until(() -> {
                clock.advance(Duration.ofMinutes(1));
                return provider.credentials().equals(Credentials.bearerToken("token-1"));
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void holdsASecretsSupplierToTheRequestsLimit(Ask ask) throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Supplier<String> stalling = () -> {
            asked.countDown();
            try {
                never.await();
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
            return "late";
        };
        try (OAuth2ClientCredentials provider = server.builder(clock)
                .clientSecret(stalling)
                .retryPolicy(RetryPolicy.none())
                .build()) {
            Thread mover = new Thread(() -> {
                try {
                    asked.await();
                    clock.advance(Duration.ofSeconds(10));
                } catch (InterruptedException unexpected) {
                    Thread.currentThread().interrupt();
                }
            });
            mover.start();
            assertThatThrownBy(() -> ask.of(provider))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("no whole answer within the request's limit of 10000 ms");
            mover.join();
        }
        assertThat(server.requests()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void neverFollowsARedirectWithItsSecret(int status) {
        try (TokenServer elsewhere = new TokenServer();
                OAuth2ClientCredentials provider = server.builder(clock).build()) {
            server.enqueue(new MockResponse.Builder().code(status).addHeader("Location", elsewhere.uri()));

            assertThatThrownBy(provider::credentials)
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining(status + "; redirects are not followed");
            assertThat(elsewhere.requests()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void sendsAnApiKeyBesideTheTokenAndSeesItRotateAtOnce(Ask ask) {
        AtomicReference<String> key = new AtomicReference<>("key-1");
        server.enqueueToken("the-token", 3600);
        try (OAuth2ClientCredentials provider =
                server.builder(clock).apiKey(key::get).build()) {
            assertThat(ask.of(provider)).isEqualTo(Credentials.of("the-token", "key-1"));
            assertThat(ask.of(provider)).isSameAs(ask.of(provider));
            key.set("key-2");
            assertThat(ask.of(provider)).isEqualTo(Credentials.of("the-token", "key-2"));
            key.set("hush\n");
            assertThatThrownBy(() -> ask.of(provider))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the API key's supplier gave a value that can't be used")
                    .hasMessageNotContaining("hush");
        }
        assertThat(server.requests()).isEqualTo(1);
        assertThat(server.request().getHeaders().get("X-API-Key")).isNull();
    }

    /** As other languages throw at will. */
    @ParameterizedTest
    @EnumSource
    @Timeout(20)
    void saysThatTheApiKeysSupplierFailedWithACheckedException(Ask ask) {
        AtomicInteger asked = new AtomicInteger();
        server.enqueueToken("the-token", 3600);
        try (OAuth2ClientCredentials provider = server.builder(clock)
                .apiKey(() -> {
                    asked.incrementAndGet();
                    sneak(new IOException("hidden"));
                    return "never";
                })
                .build()) {
            assertThatThrownBy(() -> ask.of(provider))
                    .isInstanceOf(CredentialsException.class)
                    .hasMessageContaining("the API key's supplier failed: java.io.IOException");
            assertThat(asked).hasValue(1);
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable failure) throws T {
        throw (T) failure;
    }

    @ParameterizedTest
    @EnumSource
    void sendsAFixedApiKey(Ask ask) {
        server.enqueueToken("the-token", 3600);
        try (OAuth2ClientCredentials provider =
                server.builder(clock).apiKey("the-key").build()) {
            assertThat(ask.of(provider)).isEqualTo(Credentials.of("the-token", "the-key"));
        }
    }
}
