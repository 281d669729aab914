package co.spkey.sdk.core.credentials;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** One value for ever; the completed stage is made once, since it is asked for with every attempt. */
final class FixedCredentials implements CredentialsProvider {

    private final Credentials credentials;

    FixedCredentials(Credentials credentials) {
        this.credentials = Objects.requireNonNull(credentials, "credentials");
    }

    @Override
    public Credentials credentials() {
        return credentials;
    }

    @Override
    public CompletionStage<Credentials> credentialsAsync(Executor executor) {
        return CompletableFuture.completedStage(credentials);
    }

    @Override
    public String toString() {
        return "fixed " + credentials;
    }
}
