package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.rules.HttpClientClosing;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with the token endpoint, without holding a thread, and within one limit for all of it: asking for the
 * secret, the connection, the headers and the body. (The JDK's own limit ends with the headers.)
 */
final class TokenHttp implements AutoCloseable {

    /** How many calls of the secret's supplier may be under way, so that one that hangs doesn't take ever more threads. */
    static final int MOST_QUESTIONS = 4;

    private final TokenRequest request;
    private final Duration limit;
    private final TokenClock clock;
    private final TokenThreads threads;
    private final Semaphore questions = new Semaphore(MOST_QUESTIONS);
    private volatile @Nullable HttpClient client;

    TokenHttp(TokenRequest request, HttpClient client, Duration limit, TokenClock clock, TokenThreads threads) {
        if (client.followRedirects() != Redirect.NEVER) {
            throw new IllegalArgumentException("configureHttpClient(…) had redirects followed ("
                    + client.followRedirects() + "), which would carry the client secret to another address");
        }
        this.request = request;
        this.client = client;
        this.limit = limit;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Asks for a token. The future fails with a {@link TokenFailure}; completing it from outside aborts the exchange. Throws
     * nothing: whoever begins a fetch has callers waiting for its end.
     */
    CompletableFuture<IssuedToken> exchange() {
        CompletableFuture<IssuedToken> result = new CompletableFuture<>();
        try {
            Runnable disarm = clock.after(limit, () -> late(result));
            result.whenComplete((token, failure) -> disarm.run());
            // Elsewhere, since the secret's supplier may block: whoever asks for a token must neither wait for it nor
            // miss the limit.
            threads.execute(() -> prepareAndSend(result));
        } catch (RuntimeException | Error noThread) {
            result.completeExceptionally(TokenFailure.passing("no thread for the request", null, noThread));
        }
        return result;
    }

    private void late(CompletableFuture<IssuedToken> result) {
        TokenFailure failure = TokenFailure.passing(
                "no whole answer within the request's limit of " + limit.toMillis() + " ms", null, null);
        try {
            threads.execute(() -> result.completeExceptionally(failure));
        } catch (RuntimeException | Error noThread) {
            // Better the timer's thread than a future that never completes.
            result.completeExceptionally(failure);
        }
    }

    private TokenRequest.Prepared prepared() throws TokenFailure {
        if (!questions.tryAcquire()) {
            throw TokenFailure.passing(
                    "the client secret's supplier hasn't returned from its last " + MOST_QUESTIONS + " calls",
                    null,
                    null);
        }
        try {
            return request.prepare();
        } finally {
            questions.release();
        }
    }

    private void prepareAndSend(CompletableFuture<IssuedToken> result) {
        try {
            TokenRequest.Prepared prepared = prepared();
            HttpClient open = client;
            if (open != null && !result.isDone()) {
                send(open, prepared, result);
            }
        } catch (TokenFailure failure) {
            result.completeExceptionally(failure);
        } catch (Throwable unforeseen) {
            // Callers wait for this future: it has to end whatever happens.
            result.completeExceptionally(TokenFailure.lasting(
                    "the request could not be made: " + unforeseen.getClass().getName(), unforeseen));
        }
    }

    private void send(HttpClient open, TokenRequest.Prepared prepared, CompletableFuture<IssuedToken> result) {
        CompletableFuture<HttpResponse<TokenBody.Result>> sent =
                open.sendAsync(prepared.request(), head -> new TokenBody());
        result.whenComplete((token, failure) -> sent.cancel(true));
        // On a thread of our own: what follows may run callers' code, which must not hold up the HTTP client.
        sent.whenCompleteAsync(
                (response, failure) -> {
                    try {
                        TokenAnswer answer =
                                failure == null ? TokenAnswer.of(response) : answerDespite(failure, prepared.mask());
                        result.complete(TokenAnswerReader.read(answer, prepared.mask(), clock.now()));
                    } catch (TokenFailure known) {
                        result.completeExceptionally(known);
                    } catch (RuntimeException | Error unforeseen) {
                        result.completeExceptionally(TokenFailure.lasting(
                                "the answer can't be read: "
                                        + unforeseen.getClass().getName(),
                                unforeseen));
                    }
                },
                threads);
    }

    /** With an {@code Authenticator}, JDKs before 24 make a failure of a 401 that has no {@code WWW-Authenticate}. */
    private static TokenAnswer answerDespite(Throwable failure, SecretMask mask) throws TokenFailure {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String message = cause.getMessage();
        if (cause instanceof IOException && message != null && message.startsWith("WWW-Authenticate header missing")) {
            return TokenAnswer.bare(401);
        }
        for (Throwable link = cause; link != null; link = link.getCause()) {
            if (link instanceof CertificateException) {
                throw TokenFailure.lasting(
                        "no trusted connection; check the server's certificate and this client's trust store", cause);
            }
            if (link instanceof UnresolvedAddressException || link instanceof UnknownHostException) {
                throw TokenFailure.passing("unknown host", null, cause);
            }
            if (link instanceof ConnectException) {
                throw TokenFailure.passing("no connection", null, cause);
            }
        }
        throw TokenFailure.passing(
                "the connection failed: " + cause.getClass().getSimpleName()
                        + (message == null ? "" : ": " + mask.line(message)),
                null,
                mask.isIn(cause) ? null : cause);
    }

    @Override
    public void close() {
        HttpClient open = client;
        client = null;
        if (open != null) {
            HttpClientClosing.close(open);
        }
    }
}
