package co.spkey.sdk.hubs;

import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.SpkeyException;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The hub is registered, but with other data than was sent: it had been registered before, and the backend keeps what it
 * has (PH-RES-03). Thrown by {@link HubsClient#provisionVerified(ProvisionHubRequest)} and its kin only, and what a hub's
 * {@link BulkResult#failure()} is in a bulk run that verifies. {@link #outcomeUnknown()} is true: a hub does exist under this
 * id. {@link #attempts()} counts those of the registration.
 *
 * @since 1.0
 */
public final class HubMismatchException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> fields;
    private final HubStatus stored;

    /**
     * Makes an exception.
     *
     * @param details what is known about the call
     * @param fields the names of the fields that differ; copied
     * @param stored what the backend holds
     * @throws NullPointerException if one of them is null
     */
    public HubMismatchException(ErrorDetails details, List<String> fields, HubStatus stored) {
        super(details);
        this.fields = new ArrayList<>(fields);
        this.stored = Objects.requireNonNull(stored, "stored");
    }

    /**
     * Returns the names of the request's fields that are stored with another value.
     *
     * @return an unmodifiable list of {@code serial}, {@code model}, {@code thingName}
     */
    public List<String> fields() {
        return List.copyOf(fields);
    }

    /**
     * Returns what the backend holds.
     *
     * @return the stored hub
     */
    public HubStatus stored() {
        return stored;
    }
}
