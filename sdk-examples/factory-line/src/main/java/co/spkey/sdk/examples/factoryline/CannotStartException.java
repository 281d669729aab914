package co.spkey.sdk.examples.factoryline;

import java.io.Serial;

/** Nothing was sent, because what the user gave doesn't suffice; the message tells the user what to change. */
final class CannotStartException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    CannotStartException(String message) {
        super(message);
    }
}
