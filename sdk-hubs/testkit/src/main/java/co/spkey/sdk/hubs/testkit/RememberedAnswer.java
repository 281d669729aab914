package co.spkey.sdk.hubs.testkit;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request that is sent only once: the target would answer it differently the next time. That no answer came
 * is remembered as well, since the request may have taken effect all the same.
 */
final class RememberedAnswer {

    private @Nullable ProviderAnswer answer;
    private @Nullable IOException lost;
    private @Nullable ClauseNotTried untold;

    /** A request to the target. */
    @FunctionalInterface
    interface Request {
        ProviderAnswer send() throws IOException, InterruptedException;
    }

    /** Sends the request if it is the first time; ends every time as it did then. */
    ProviderAnswer to(Request request) throws IOException, InterruptedException {
        ProviderAnswer known = answer;
        if (known != null) {
            return known;
        }
        IOException lostBefore = lost;
        if (lostBefore != null) {
            throw lostBefore;
        }
        ClauseNotTried untoldBefore = untold;
        if (untoldBefore != null) {
            throw untoldBefore;
        }
        try {
            ProviderAnswer first = request.send();
            answer = first;
            return first;
        } catch (IOException none) {
            lost = none;
            throw none;
        } catch (ClauseNotTried notTold) {
            untold = notTold;
            throw notTold;
        }
    }
}
