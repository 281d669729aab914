package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a provisioning that succeeded (PH-RES-01): the hub is registered.
 *
 * <p>Two of them are equal only if they are the same answer, since the metadata counts. More components may be added in a minor
 * release; read it through its accessors.
 *
 * @param success always true: an answer that says otherwise is an exception (PH-RES-08)
 * @param aggregateId the hub's id as the backend repeats it: the path segment as it was sent, percent-encoded (PH-RES-09);
 *     don't compare it with the hub id
 * @param version how many events the hub has, as the number that was sent, without loss (PH-RES-05)
 * @param event what happened, or null when nothing did because the hub was registered before (PH-RES-03)
 * @param metadata how the answer came about
 * @since 1.0
 */
public record ProvisionHubResponse(
        boolean success,
        String aggregateId,
        BigDecimal version,
        @Nullable HubEvent event,
        ResponseMetadata metadata) {

    private static final int CREATED = 201;

    /**
     * Makes a response.
     *
     * @throws NullPointerException if anything but the event is null
     */
    public ProvisionHubResponse {
        Objects.requireNonNull(aggregateId, "aggregateId");
        Objects.requireNonNull(version, "version");
        Objects.requireNonNull(metadata, "metadata");
    }

    /**
     * Says what the call did, as far as the answer tells.
     *
     * @return {@link ProvisionOutcome#PROVISIONED} for a 201 or an event; otherwise
     *     {@link ProvisionOutcome#UNCERTAIN_WHICH_ATTEMPT} if an earlier attempt may have done it, and
     *     {@link ProvisionOutcome#ALREADY_PROVISIONED} if not
     */
    public ProvisionOutcome outcome() {
        if (metadata.status() == CREATED || event != null) {
            return ProvisionOutcome.PROVISIONED;
        }
        return metadata.earlierOutcomeUnknown()
                ? ProvisionOutcome.UNCERTAIN_WHICH_ATTEMPT
                : ProvisionOutcome.ALREADY_PROVISIONED;
    }
}
