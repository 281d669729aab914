package co.spkey.sdk.core.error;

import java.io.Serial;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The API answered, and the answer is an error. The kind follows from the HTTP status alone (PH-ERR-06); everything
 * that is read from the body is best effort.
 *
 * @since 1.0
 */
public abstract class ApiException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * Makes an exception that says what the details say.
     *
     * @param details what is known about the failed call
     * @throws NullPointerException if the details are null
     */
    protected ApiException(ErrorDetails details) {
        this(details, 0);
    }

    /** Makes one of a kind that has one status, which details of a test's making may leave out. */
    ApiException(ErrorDetails details, int status) {
        super(details);
        this.status = details.status() == 0 ? status : details.status();
    }

    /**
     * Returns the HTTP status of the last answer.
     *
     * @return the status, for example 409
     */
    public final int status() {
        return status;
    }

    /**
     * Returns the word by which the API names the error, for example {@code BusinessRuleViolationError}. Words come and
     * go (PH-THING-02): use it in logs, not in decisions.
     *
     * @return the word, or null when the answer has none
     */
    public final @Nullable String errorName() {
        return details().errorName();
    }

    /**
     * Returns the single errors that the answer lists, such as one for each refused field.
     *
     * @return an unmodifiable list, empty when the answer lists none
     */
    public final List<ApiError> errors() {
        return details().errors();
    }

    /**
     * Returns how long the server asked to wait before the next request ({@code Retry-After}, PH-ERR-02).
     *
     * @return the time counted from the arrival of the answer, or null when it did not say
     */
    public final @Nullable Duration retryAfter() {
        return details().retryAfter();
    }

    /**
     * Says whether the answer looks like the API's: its body is a JSON object, or {@link #fromAggregate} is true. If not, a
     * proxy, a firewall, a maintenance page or an unknown route (E7) has answered, or nothing of the body came: what was sent
     * may be in order then, and the base URL or the network not. A gateway that answers in JSON can't be told from the API.
     *
     * @return false for text, HTML, or no body
     */
    public final boolean fromApi() {
        return details().fromApi();
    }

    /**
     * Says whether the error was thrown inside the aggregate of the hub that the call was about (shape E3, header
     * {@code X-Ceves-Error}). A 401 or 403 of that kind concerns this hub; any other of the API's concerns the credentials,
     * so that every further call would fail alike (PH-AUTH-04).
     *
     * @return true if the answer had the header
     */
    public final boolean fromAggregate() {
        return details().fromAggregate();
    }

    /**
     * Returns the beginning of the answer's body for a support ticket: at most 8 KiB of text, with server internals and
     * the credentials that were sent taken out.
     *
     * @return the text, or null when the body was empty
     */
    public final @Nullable String body() {
        return details().body();
    }
}
