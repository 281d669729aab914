package co.spkey.sdk.core.call;

import co.spkey.sdk.core.ResponseMetadata;
import org.jspecify.annotations.Nullable;

/**
 * What is particular to one endpoint: how its request is written and how its answer is read. Stateless; the engine asks
 * for the path and the body once a call, so that every attempt sends the same bytes.
 *
 * @param <Q> the request record
 * @param <T> what a successful call returns
 */
public interface Operation<Q, T> {

    /** Names the operation in messages, events and logs, for example {@code ProvisionHub}. */
    String name();

    /** Says what this call is about, for messages, for example {@code hub hub-0042}. */
    String subject(Q request);

    /** Returns the HTTP method. */
    String method();

    /** Returns the percent-encoded path below the base URL, beginning with a slash. */
    String path(Q request);

    /** Returns the body's bytes, JSON in UTF-8, or null for none. */
    byte @Nullable [] body(Q request);

    /**
     * Reads a 2xx.
     *
     * @throws MalformedAnswerException if it isn't what the contract says
     * @throws UnsuccessfulAnswerException if it says that the operation did not succeed (PH-RES-08)
     */
    T read(Q request, Answer answer, ResponseMetadata metadata)
            throws MalformedAnswerException, UnsuccessfulAnswerException;

    /**
     * Explains an error that the API itself answered with, in terms of this operation, for the message.
     *
     * @return what the status means here and what to do, or null when the answer speaks for itself
     */
    default @Nullable String explain(Q request, int status) {
        return null;
    }

    /** Whether a command went before in the same call, so that the hub may exist whatever becomes of this operation. */
    default boolean followsCommand() {
        return false;
    }

    /** Whether an attempt changes nothing at the backend (a safe method of RFC 9110 §9.2.1). */
    default boolean isSafe() {
        return method().equals("GET");
    }
}
