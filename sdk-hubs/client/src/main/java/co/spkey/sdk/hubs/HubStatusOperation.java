package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.call.Answer;
import co.spkey.sdk.core.call.MalformedAnswerException;
import co.spkey.sdk.core.call.Operation;
import co.spkey.sdk.core.call.PathSegment;
import org.jspecify.annotations.Nullable;

/** {@code GET /hubs/{id}/status}; its request is the hub's id. */
final class HubStatusOperation implements Operation<String, HubStatus> {

    /** The status for its own sake. */
    static final HubStatusOperation ALONE = new HubStatusOperation(null);

    private final @Nullable ProvisionHubResponse command;

    private HubStatusOperation(@Nullable ProvisionHubResponse command) {
        this.command = command;
    }

    /** The status of a hub that was provisioned in the same call. */
    static HubStatusOperation after(ProvisionHubResponse command) {
        return new HubStatusOperation(command);
    }

    @Override
    public String name() {
        return "HubStatus";
    }

    @Override
    public String subject(String hubId) {
        return command == null
                ? "hub " + hubId
                : "hub " + hubId + " (it exists: ProvisionHub was answered "
                        + command.metadata().status() + "; only the verification is missing)";
    }

    @Override
    public String method() {
        return "GET";
    }

    @Override
    public String path(String hubId) {
        return "/hubs/" + PathSegment.encode(hubId) + "/status";
    }

    @Override
    public byte @Nullable [] body(String hubId) {
        return null;
    }

    @Override
    public HubStatus read(String hubId, Answer answer, ResponseMetadata metadata) throws MalformedAnswerException {
        return new HubStatusReader(hubId).read(answer.bytes(), metadata);
    }

    @Override
    public @Nullable String explain(String hubId, int status) {
        return status == 404 && command == null ? "unknown hub: it has not been provisioned" : null;
    }

    @Override
    public boolean followsCommand() {
        return command != null;
    }
}
