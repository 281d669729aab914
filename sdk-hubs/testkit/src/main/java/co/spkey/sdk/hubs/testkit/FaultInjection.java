package co.spkey.sdk.hubs.testkit;

import java.io.IOException;

/** Carries out a fault on one exchange. */
final class FaultInjection {

    /** The request, not applied yet. */
    @FunctionalInterface
    interface Genuine {
        /**
         * Applies the request and returns its genuine answer.
         *
         * @throws ConnectionCut if it is too late for that
         */
        Answer apply() throws ConnectionCut;
    }

    private final Hubs hubs;

    FaultInjection(Hubs hubs) {
        this.hubs = hubs;
    }

    /** Returns whether the body of the request must stay unread. */
    static boolean cutsBeforeReading(Fault fault) {
        return fault instanceof Fault.Delayed delayed
                ? cutsBeforeReading(delayed.then())
                : fault instanceof Fault.CutBeforeReading;
    }

    /**
     * Carries out a fault.
     *
     * @param genuine asked at most once
     * @throws ConnectionCut if the connection is to be closed now
     * @throws IOException if the client has gone away
     */
    void inject(Fault fault, ServerExchange exchange, HubRoute route, Genuine genuine) throws IOException {
        if (fault instanceof Fault.Delayed delayed) {
            Pause.of(delayed.delay());
            inject(delayed.then(), exchange, route, genuine);
        } else if (fault instanceof Fault.AfterApplying applying) {
            genuine.apply();
            replace(applying.answer(), exchange, route);
        } else if (fault instanceof Fault.Replacement replacement) {
            replace(replacement, exchange, route);
        } else if (fault instanceof Fault.Distortion distortion) {
            distort(distortion, exchange, genuine.apply());
        } else {
            throw new ConnectionCut("Cut before the request was read");
        }
    }

    private void replace(Fault.Replacement fault, ServerExchange exchange, HubRoute route) throws IOException {
        if (fault instanceof Fault.ErrorAnswer error) {
            exchange.send(errorAnswer(error, route));
        } else if (fault instanceof Fault.RawAnswer raw) {
            exchange.send(new Answer(raw.status(), raw.headers(), raw.body()));
        } else if (fault instanceof Fault.EndlessBody endless) {
            exchange.stream(endless.status(), false, ServerExchange.UNKNOWN_LENGTH, LongBody.endless());
        } else if (fault instanceof Fault.OversizedBody oversized) {
            exchange.stream(oversized.status(), false, oversized.bytes(), LongBody.of(oversized.bytes()));
        } else if (fault instanceof Fault.GzipBomb bomb) {
            exchange.stream(bomb.status(), true, ServerExchange.UNKNOWN_LENGTH, LongBody.gzipped(bomb.bytes()));
        } else {
            throw new ConnectionCut("Cut in place of an answer");
        }
    }

    private void distort(Fault.Distortion fault, ServerExchange exchange, Answer answer) throws IOException {
        if (fault instanceof Fault.DelayedHeaders late) {
            Pause.of(late.delay());
            exchange.send(answer);
        } else if (fault instanceof Fault.DelayedBody late) {
            exchange.sendWithPause(answer, () -> Pause.of(late.delay()));
        } else if (fault instanceof Fault.UnaskedGzip) {
            exchange.sendCompressed(answer);
        } else if (fault instanceof Fault.NotJson) {
            exchange.send(new Answer(answer.status(), answer.headers(), "<html><body>It works!</body></html>\n"));
        } else if (fault instanceof Fault.WrongMediaType wrong) {
            exchange.send(answer.with("Content-Type", wrong.mediaType()));
        } else {
            exchange.sendWithPause(answer, () -> {
                throw new ConnectionCut("Cut in the middle of an answer");
            });
        }
    }

    private Answer errorAnswer(Fault.ErrorAnswer error, HubRoute route) {
        StoredHub hub = hubs.find(route.hubId());
        return new ShapedError(error, route.sentId(), hub == null ? 0 : hub.version()).answer();
    }
}
