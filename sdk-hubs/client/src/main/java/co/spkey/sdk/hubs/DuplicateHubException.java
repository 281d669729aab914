package co.spkey.sdk.hubs;

import co.spkey.sdk.core.call.Text;
import co.spkey.sdk.core.error.ErrorDetails;
import co.spkey.sdk.core.error.SpkeyException;
import java.io.Serial;

/**
 * A bulk run came across a hub that it had met before with other data. The backend would keep what came first and not say
 * so (PH-RES-03), so the later one was not sent.
 *
 * @since 1.0
 */
public final class DuplicateHubException extends SpkeyException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final long firstPosition;
    private final boolean inEarlierRun;

    /**
     * Makes an exception.
     *
     * @param details what is known about the hub
     * @param firstPosition where the hub came first, from zero
     * @param inEarlierRun whether that was in the input of an earlier run with the same journal
     * @throws NullPointerException if the details are null
     */
    public DuplicateHubException(ErrorDetails details, long firstPosition, boolean inEarlierRun) {
        super(details);
        this.firstPosition = firstPosition;
        this.inEarlierRun = inEarlierRun;
    }

    static DuplicateHubException of(String hubId, long position, long firstPosition, boolean inEarlierRun) {
        String first = inEarlierRun
                ? "an earlier run with this journal sent for position " + firstPosition + " of its input"
                : "position " + firstPosition;
        String message = "hub " + Text.line(hubId) + " at position " + position + " has other data than " + first
                + "; it was not sent, since the backend keeps what came first (PH-RES-03): correct one of the two";
        return new DuplicateHubException(
                ErrorDetails.builder(message)
                        .operation(ProvisionHubOperation.NAME)
                        .build(),
                firstPosition,
                inEarlierRun);
    }

    /**
     * Returns where the hub came first.
     *
     * @return a position of the input, from zero; of an earlier run's input if {@link #inEarlierRun()}
     */
    public long firstPosition() {
        return firstPosition;
    }

    /**
     * Says whether the hub came first in an earlier run with the same journal.
     *
     * @return false if it came first in the same input
     */
    public boolean inEarlierRun() {
        return inEarlierRun;
    }
}
