package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Where credentials come from. A lambda is a provider:
 * <pre>{@code
 * CredentialsProvider vault = () -> Credentials.apiKey(secretStore.read("spkey-api-key"));
 * }</pre>
 *
 * <p>A provider is asked anew for every attempt of every call, never cached by the SDK, so that keys can rotate under a
 * running client (PH-AUTH-06). It must be thread-safe and fast: cache what is slow to fetch.
 *
 * @since 1.0
 */
@FunctionalInterface
public interface CredentialsProvider {

    /**
     * Returns the credentials to send with the next attempt. May block; an interrupt should end it.
     *
     * @return the credentials, never null
     * @throws CredentialsException if there are none or their source failed; any other exception is taken for the same
     */
    Credentials credentials();

    /**
     * Returns the credentials without blocking the calling thread. The SDK calls this one: on the asynchronous path with
     * the client's executor, on the synchronous path with an executor that runs in the calling thread. By default it
     * runs {@link #credentials()} there, which is interrupted when the call ends before it, on threads other than a
     * {@link java.util.concurrent.ForkJoinPool}'s. A provider that fetches over the network should return a stage of its
     * own, which is then held to the call's time limit and cancelled with the call.
     *
     * @param executor where blocking work may run
     * @return a stage that yields the credentials, or fails as {@link #credentials()} would
     */
    default CompletionStage<Credentials> credentialsAsync(Executor executor) {
        BlockingCredentials asked = new BlockingCredentials(this);
        executor.execute(asked);
        return asked;
    }

    /**
     * Learns that the API answered 401 to these credentials, so that a cached value can be dropped. Must return quickly
     * and throw nothing. The call is tried once more if the provider then gives other credentials. However many calls of
     * a client are refused with the value that was refused last, its provider hears of it once in 30 seconds at most; so it
     * does of what aggregates refuse (PH-AUTH-04), whichever values that were.
     *
     * @param rejected the credentials that were sent; they may have been replaced in the meantime
     */
    default void rejected(Credentials rejected) {}

    /**
     * Always gives the same credentials.
     *
     * @param credentials the credentials
     * @return a provider
     */
    static CredentialsProvider of(Credentials credentials) {
        return new FixedCredentials(credentials);
    }

    /**
     * Reads the environment variables {@code SPKEY_BEARER_TOKEN} and {@code SPKEY_API_KEY}; one is enough, with both,
     * both are sent. White space around a value is dropped, an empty variable counts as not set.
     *
     * @return a provider
     */
    static CredentialsProvider fromEnvironment() {
        return NamedValueCredentials.environment(System::getenv);
    }

    /**
     * Reads the system properties {@code spkey.bearerToken} and {@code spkey.apiKey}, each time anew; one is enough, with
     * both, both are sent. Mind that other users of a machine can see what stands on a command line.
     *
     * @return a provider
     */
    static CredentialsProvider fromSystemProperties() {
        return NamedValueCredentials.systemProperties();
    }

    /**
     * Reads a properties file with the keys {@code bearerToken} and {@code apiKey}, in UTF-8; one is enough. The file is
     * read for every attempt, so a change is seen without a restart. While it is missing, can't be read or is only half
     * written, a running client keeps the last good value. A new one is seen at once, but for one whose last line has no
     * end or that has one kind of credentials less: that may be half of what is being written, and is believed after a
     * second, or once the value before was refused. A warning is logged when others than its owner may read the file.
     *
     * @param file the file; it need not exist yet
     * @return a provider
     */
    static CredentialsProvider fromFile(Path file) {
        return new FileCredentials(file);
    }

    /**
     * Asks each provider in turn and takes the first answer. When none has any, the exception names each and why. A value in the
     * environment, the system properties or a file that can't be credentials, such as a key with a line break in it, ends the
     * search: what follows could be another identity. Each of them hears of what was {@linkplain #rejected rejected}, whosever
     * it was.
     *
     * @param providers the providers in the order of asking, at least one
     * @return a provider
     * @throws IllegalArgumentException if there is no provider
     */
    static CredentialsProvider chain(CredentialsProvider... providers) {
        return new CredentialsChain(List.of(providers));
    }

    /**
     * Looks in this order: system properties, environment variables, the file {@code .spkey/credentials} in the user's
     * home folder. The first place that holds a bearer token or an API key wins, and only its values are used; if they can't be
     * used, there are no credentials.
     *
     * @return a provider
     * @see #fromSystemProperties()
     * @see #fromEnvironment()
     * @see #fromFile(Path)
     */
    static CredentialsProvider defaultChain() {
        return chain(
                fromSystemProperties(),
                fromEnvironment(),
                fromFile(Path.of(System.getProperty("user.home", ""), ".spkey", "credentials")));
    }
}
