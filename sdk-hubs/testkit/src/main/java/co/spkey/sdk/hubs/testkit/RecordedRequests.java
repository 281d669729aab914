package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The requests that a {@link ReferenceServer} received, in the order in which they arrived.
 *
 * <p>A request is recorded when it has been read and before it is answered, with its status from the moment at which the
 * answer starts: a client that has its answer finds its request here. Requests that the JDK's server refuses by itself (a
 * broken escape in the path, for example) are not recorded.
 *
 * <p>Memory is bounded: at most 10 000 requests and 16 Mi characters of bodies are kept, the
 * oldest go first; {@link #count()} counts on. Thread-safe.
 *
 * @since 1.0
 */
public final class RecordedRequests {

    /** How many requests are kept. */
    static final int MOST_REQUESTS = 10_000;

    /** How many characters of request bodies are kept. */
    static final int MOST_BODY_CHARACTERS = 16 * 1024 * 1024;

    /** How many characters of an answer are kept, enough for each of the contract's. */
    private static final int ANSWER_CHARACTERS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Deque<Entry> kept = new ArrayDeque<>();
    private long keptBodyCharacters;
    private long count;

    RecordedRequests() {}

    /** One request whose answer may still be under way. */
    static final class Entry {

        private final ReceivedRequest received;
        private final long number;
        private final Instant arrivedAt = Instant.now();
        private volatile @Nullable Answered answered;
        private volatile Instant endedAt = Instant.MAX;

        /** What the head of the answer says, and when. */
        private record Answered(int status, @Nullable String retryAfter, String bodyStart, Instant at) {}

        private Entry(ReceivedRequest received, long number) {
            this.received = received;
            this.number = number;
        }

        /** The answer starts. */
        void answered(Answer answer) {
            String body = answer.body();
            String start = body.substring(0, Math.min(body.length(), ANSWER_CHARACTERS));
            answered = new Answered(answer.status(), answer.header("Retry-After"), start, Instant.now());
        }

        /** The answer is out, or the connection cut. */
        void ended() {
            endedAt = Instant.now();
        }

        ReceivedRequest received() {
            return received;
        }

        /** Which request this is, from 1. */
        long number() {
            return number;
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
            Answered answer = answered;
            return answer == null ? null : (Integer) answer.status();
        }

        @Nullable
        String retryAfter() {
            Answered answer = answered;
            return answer == null ? null : answer.retryAfter();
        }

        /** The beginning of the answer's body, for a log; empty when there was none, or one that is made as it goes. */
        String answerStart() {
            Answered answer = answered;
            return answer == null ? "" : answer.bodyStart();
        }

        /** When the answer started; far ahead while it hasn't. */
        Instant answeredAt() {
            Answered answer = answered;
            return answer == null ? Instant.MAX : answer.at();
        }

        RecordedRequest snapshot() {
            return new RecordedRequest(received, status());
        }
    }

    /** {@return the requests that are kept, oldest first; unmodifiable, a copy} */
    public List<RecordedRequest> all() {
        lock.lock();
        try {
            return kept.stream().map(Entry::snapshot).toList();
        } finally {
            lock.unlock();
        }
    }

    /** Returns the entries that are kept, oldest first. */
    List<Entry> entries() {
        lock.lock();
        try {
            return List.copyOf(kept);
        } finally {
            lock.unlock();
        }
    }

    /** {@return how many requests have arrived since the start or the last {@link #clear()}, kept or not} */
    public long count() {
        lock.lock();
        try {
            return count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until so many requests have arrived since the start or the last {@link #clear()}; they need not be answered yet.
     *
     * @param expected how many, at least
     * @param limit how long to wait at most
     * @return all requests that are kept then, as {@link #all()}
     * @throws AssertionError if fewer arrived in time; the message lists those that did
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public List<RecordedRequest> await(int expected, Duration limit) throws InterruptedException {
        lock.lock();
        try {
            long left = limit.toNanos();
            while (count < expected) {
                if (left <= 0) {
                    throw new AssertionError("Expected " + expected + " requests within " + limit + ", but " + count
                            + " arrived: " + all());
                }
                left = arrival.awaitNanos(left);
            }
            return all();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets all requests and starts counting anew. */
    public void clear() {
        lock.lock();
        try {
            kept.clear();
            keptBodyCharacters = 0;
            count = 0;
        } finally {
            lock.unlock();
        }
    }

    Entry arrived(ReceivedRequest request) {
        lock.lock();
        try {
            count++;
            Entry entry = new Entry(request, count);
            kept.addLast(entry);
            keptBodyCharacters += request.body().length();
            while (kept.size() > MOST_REQUESTS || keptBodyCharacters > MOST_BODY_CHARACTERS) {
                keptBodyCharacters -= kept.removeFirst().received.body().length();
            }
            arrival.signalAll();
            return entry;
        } finally {
            lock.unlock();
        }
    }
}
