package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong between a client and the backend, as a value; {@link ReferenceServer#faults()} decides for which
 * requests.
 *
 * <p>There are three families. A {@link Replacement} goes over the wire <em>in place of</em> the genuine answer, and the
 * request is not applied. {@link AfterApplying} applies the request first, so that the hub may exist although the client is
 * told otherwise, or nothing. All others but {@link CutBeforeReading} spoil the genuine answer of a request that was applied
 * as usual. Any of them can come late: {@link #delayedBy(Duration)}.
 *
 * <p>Immutable. More kinds may come in a minor version: have a default branch.
 *
 * @since 1.0
 */
public sealed interface Fault {

    /**
     * {@return this fault, coming later: the request is read, nothing happens for a while, then this fault begins}
     *
     * @param delay how long nothing happens
     * @throws IllegalArgumentException if the delay is negative
     */
    default Fault delayedBy(Duration delay) {
        return new Delayed(delay, this);
    }

    /**
     * What goes over the wire in place of the genuine answer; the request is not applied.
     *
     * @since 1.0
     */
    sealed interface Replacement extends Fault {

        /** {@return the fault that applies the request as usual, and only then puts this in place of its answer} */
        default Fault afterApplying() {
            return new AfterApplying(this);
        }
    }

    /**
     * Spoils the genuine answer, whatever it is; the request is applied as usual.
     *
     * @since 1.0
     */
    sealed interface Distortion extends Fault {}

    /**
     * An answer in one of the contract's error shapes, with any status.
     *
     * @param shape the shape
     * @param status the status, 200 to 599; it need not be one that the shape is known for
     * @param message the text that the shape carries, null for a fitting one
     * @param retryAfter the value of {@code Retry-After}, seconds, a date or nonsense; null for none
     * @since 1.0
     */
    record ErrorAnswer(
            ErrorShape shape,
            int status,
            @Nullable String message,
            @Nullable String retryAfter) implements Replacement {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the status is out of range or {@code retryAfter} can't be sent
         */
        public ErrorAnswer {
            FaultGuards.status(status);
            FaultGuards.headerValue("retryAfter", retryAfter);
        }

        /**
         * Makes an answer with the shape's own text, and with {@code Retry-After: 2} where the contract says so (E4).
         *
         * @param shape the shape
         * @param status the status, 200 to 599
         * @throws IllegalArgumentException if the status is not 200 to 599
         */
        public ErrorAnswer(ErrorShape shape, int status) {
            this(shape, status, null, shape == ErrorShape.E4 ? "2" : null);
        }

        /**
         * {@return this answer with another text}
         *
         * @param text what its shape carries
         */
        public ErrorAnswer withMessage(String text) {
            return new ErrorAnswer(shape, status, text, retryAfter);
        }

        /**
         * {@return this answer with another {@code Retry-After}}
         *
         * @param value seconds, a date or nonsense; null for none
         */
        public ErrorAnswer withRetryAfter(@Nullable String value) {
            return new ErrorAnswer(shape, status, message, value);
        }
    }

    /**
     * Any status, header fields and body.
     *
     * @param status the status, 200 to 599
     * @param headers header fields, for example {@code Content-Type}; without {@code Date} and those that frame the body
     * @param body the body, sent as UTF-8; may be empty
     * @since 1.0
     */
    record RawAnswer(int status, Map<String, String> headers, String body) implements Replacement {

        /**
         * Copies the header fields.
         *
         * @throws IllegalArgumentException if the status is out of range or a header field can't be sent
         */
        public RawAnswer {
            FaultGuards.status(status);
            FaultGuards.headers(headers);
            headers = Map.copyOf(headers);
        }
    }

    /**
     * The connection is closed without an answer, after the request has been read.
     *
     * @since 1.0
     */
    record CutConnection() implements Replacement {}

    /**
     * A head, then a chunked JSON body that never ends, as fast as the client reads it.
     *
     * @param status the status, 200 to 599 and with a body
     * @since 1.0
     */
    record EndlessBody(int status) implements Replacement {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the status is out of range or has no body
         */
        public EndlessBody {
            FaultGuards.statusWithBody(status);
        }
    }

    /**
     * A complete answer whose body, one JSON string, is so long; its {@code Content-Length} says so in advance.
     *
     * @param status the status, 200 to 599 and with a body
     * @param bytes the length in bytes, at least 2
     * @since 1.0
     */
    record OversizedBody(int status, long bytes) implements Replacement {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the status is out of range or has no body, or the length is less than 2
         */
        public OversizedBody {
            FaultGuards.statusWithBody(status);
            FaultGuards.bodyLength(bytes);
        }
    }

    /**
     * A complete answer that is small on the wire, and one JSON string of so many bytes once its gzip coding is undone.
     *
     * @param status the status, 200 to 599 and with a body
     * @param bytes the decoded length in bytes, at least 2
     * @since 1.0
     */
    record GzipBomb(int status, long bytes) implements Replacement {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the status is out of range or has no body, or the length is less than 2
         */
        public GzipBomb {
            FaultGuards.statusWithBody(status);
            FaultGuards.bodyLength(bytes);
        }
    }

    /**
     * The request is applied as usual, and then its answer is replaced.
     *
     * @param answer what goes over the wire instead
     * @since 1.0
     */
    record AfterApplying(Replacement answer) implements Fault {}

    /**
     * The request is read, nothing happens for a while, then another fault begins.
     *
     * @param delay how long nothing happens; not negative
     * @param then what happens after that
     * @since 1.0
     */
    record Delayed(Duration delay, Fault then) implements Fault {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the delay is negative
         */
        public Delayed {
            FaultGuards.delay(delay);
        }
    }

    /**
     * The connection is closed when the head of the request is known; its body is not read and nothing is applied.
     *
     * @since 1.0
     */
    record CutBeforeReading() implements Fault {}

    /**
     * The genuine answer, all of it late: the request is applied at once, the head and the body come after the delay.
     *
     * @param delay how long nothing is sent; not negative
     * @since 1.0
     */
    record DelayedHeaders(Duration delay) implements Distortion {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the delay is negative
         */
        public DelayedHeaders {
            FaultGuards.delay(delay);
        }
    }

    /**
     * The genuine answer with a pause in it: head and half of the body at once, the rest after the delay.
     *
     * @param delay how long nothing is sent; not negative
     * @since 1.0
     */
    record DelayedBody(Duration delay) implements Distortion {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the delay is negative
         */
        public DelayedBody {
            FaultGuards.delay(delay);
        }
    }

    /**
     * The genuine answer's head and half of its body, then the connection is closed.
     *
     * @since 1.0
     */
    record CutMidAnswer() implements Distortion {}

    /**
     * The genuine answer, compressed with gzip although the request didn't ask for it.
     *
     * @since 1.0
     */
    record UnaskedGzip() implements Distortion {}

    /**
     * The genuine answer's status and header fields with a page of HTML as the body.
     *
     * @since 1.0
     */
    record NotJson() implements Distortion {}

    /**
     * The genuine answer with another {@code Content-Type}.
     *
     * @param mediaType what it says instead
     * @since 1.0
     */
    record WrongMediaType(String mediaType) implements Distortion {

        /**
         * Checks what it is given.
         *
         * @throws IllegalArgumentException if the media type can't be sent: with control characters, or such above U+00FF
         */
        public WrongMediaType {
            FaultGuards.headerValue("mediaType", mediaType);
        }
    }
}
