package co.spkey.sdk.hubs.testkit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a request came and what became of it: what its repeats are judged by. It outlives the record of the request, so it
 * holds nothing of what was sent.
 */
final class AnswerProgress {

    private final Instant arrivedAt = Instant.now();
    private volatile @Nullable Head head;
    private volatile Instant endedAt = Instant.MAX;

    /** What the head of the answer says, and when. */
    private record Head(int status, @Nullable String retryAfter, Instant at) {}

    /** The answer starts. */
    void answered(Answer answer) {
        head = new Head(answer.status(), answer.header("Retry-After"), Instant.now());
    }

    /** The answer is out, or the connection cut. */
    void ended() {
        endedAt = Instant.now();
    }

    Instant arrivedAt() {
        return arrivedAt;
    }

    /** When the answer was out or the connection cut; far ahead while neither has happened. */
    Instant endedAt() {
        return endedAt;
    }

    @Nullable
    Integer status() {
        Head answer = head;
        return answer == null ? null : (Integer) answer.status();
    }

    @Nullable
    String retryAfter() {
        Head answer = head;
        return answer == null ? null : answer.retryAfter();
    }

    /** When the answer started; far ahead while it hasn't. */
    Instant answeredAt() {
        Head answer = head;
        return answer == null ? Instant.MAX : answer.at();
    }
}
