package co.spkey.sdk.core.call;

import co.spkey.sdk.core.credentials.CredentialsProvider;
import co.spkey.sdk.core.error.SpkeyException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call needs done next. The loop says it, a driver does it and tells the loop what came of it. */
sealed interface Step<T> {

    /** Ask for credentials, within the limit where that can be held. */
    record AskCredentials<T>(CredentialsProvider provider, Duration limit) implements Step<T> {}

    /** Send the request and take in the answer, both within the limit. */
    record Send<T>(WireRequest request, Duration limit) implements Step<T> {}

    /** Wait. */
    record Pause<T>(Duration length) implements Step<T> {}

    /** Nothing: the call is over, with a result or with a failure. */
    record Done<T>(@Nullable T result, @Nullable SpkeyException failure) implements Step<T> {}
}
