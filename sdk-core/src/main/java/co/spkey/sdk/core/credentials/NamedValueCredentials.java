package co.spkey.sdk.core.credentials;

import co.spkey.sdk.core.error.CredentialsException;
import co.spkey.sdk.core.error.ErrorDetails;
import java.io.Serial;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Credentials under two names in something that maps names to values: environment, system properties, a file. */
final class NamedValueCredentials implements CredentialsProvider {

    private final String place;
    private final String tokenName;
    private final String keyName;
    private final Values values;

    /** Looks a name up; null when it isn't there. */
    @FunctionalInterface
    interface Values {
        @Nullable
        String get(String name);
    }

    /** What a place holds can't be credentials; another place's must not be taken instead. */
    private static final class UnusableValueException extends IllegalArgumentException {

        @Serial
        private static final long serialVersionUID = 1L;

        UnusableValueException(IllegalArgumentException refused) {
            super(refused.getMessage());
            setStackTrace(refused.getStackTrace());
        }
    }

    NamedValueCredentials(String place, String tokenName, String keyName, Values values) {
        this.place = place;
        this.tokenName = tokenName;
        this.keyName = keyName;
        this.values = values;
    }

    static NamedValueCredentials environment(Values values) {
        return new NamedValueCredentials("environment variables", "SPKEY_BEARER_TOKEN", "SPKEY_API_KEY", values);
    }

    static NamedValueCredentials systemProperties() {
        return new NamedValueCredentials("system properties", "spkey.bearerToken", "spkey.apiKey", System::getProperty);
    }

    @Override
    public Credentials credentials() {
        String token = value(tokenName);
        String key = value(keyName);
        try {
            if (token != null) {
                return key == null ? Credentials.bearerToken(token) : Credentials.of(token, key);
            }
            if (key != null) {
                return Credentials.apiKey(key);
            }
        } catch (IllegalArgumentException unusable) {
            throw failure(String.valueOf(unusable.getMessage()), new UnusableValueException(unusable));
        }
        throw failure("neither " + tokenName + " nor " + keyName + " is set", null);
    }

    /** Says whether a failure of such a provider means that there is a value, but none that can be used. */
    static boolean isUnusableValue(Throwable failure) {
        return failure.getCause() instanceof UnusableValueException;
    }

    /** Nothing here waits for anything, so no thread is needed. */
    @Override
    public CompletionStage<Credentials> credentialsAsync(Executor executor) {
        try {
            return CompletableFuture.completedStage(credentials());
        } catch (CredentialsException none) {
            return CompletableFuture.failedStage(none);
        }
    }

    private @Nullable String value(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    private CredentialsException failure(String what, @Nullable Throwable cause) {
        return new CredentialsException(
                ErrorDetails.builder(place + ": " + what).cause(cause).build());
    }

    @Override
    public String toString() {
        return place;
    }
}
