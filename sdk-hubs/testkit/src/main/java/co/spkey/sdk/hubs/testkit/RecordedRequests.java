package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The requests that a {@link ReferenceServer} received, in the order in which they arrived.
 *
 * <p>A request is recorded when it has been read and before it is answered, with its status from the moment at which the
 * answer starts: a client that has its answer finds its request here. Requests that the JDK's server refuses by itself (a
 * broken escape in the path, for example) are not recorded.
 *
 * <p>Memory is bounded: at most 10 000 requests and 16 Mi characters of them are kept, header fields and bodies included; the
 * oldest go first, and {@link #count()} counts on. Thread-safe.
 *
 * @since 1.0
 */
public final class RecordedRequests {

    /** How many requests are kept. */
    static final int MOST_REQUESTS = 10_000;

    /** How many characters of requests are kept. */
    static final int MOST_CHARACTERS = 16 * 1024 * 1024;

    /** How many characters of an answer are kept, enough for each of the contract's. */
    private static final int ANSWER_CHARACTERS = 2_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Deque<Entry> kept = new ArrayDeque<>();
    private long keptCharacters;
    private long count;

    RecordedRequests() {}

    /** One request whose answer may still be under way. */
    static final class Entry {

        private final ReceivedRequest received;
        private final long number;
        private final AnswerProgress progress = new AnswerProgress();
        private volatile String answerStart = "";

        private Entry(ReceivedRequest received, long number) {
            this.received = received;
            this.number = number;
        }

        /** The answer starts. */
        void answered(Answer answer) {
            String body = answer.body();
            answerStart = body.substring(0, Math.min(body.length(), ANSWER_CHARACTERS));
            progress.answered(answer);
        }

        ReceivedRequest received() {
            return received;
        }

        /** Which request this is, from 1. */
        long number() {
            return number;
        }

        AnswerProgress progress() {
            return progress;
        }

        /** The beginning of the answer's body, for a log; empty when there was none, or one that is made as it goes. */
        String answerStart() {
            return answerStart;
        }

        RecordedRequest snapshot() {
            return new RecordedRequest(received, progress.status());
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
            keptCharacters = 0;
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
            keptCharacters += request.characters();
            while (kept.size() > MOST_REQUESTS || keptCharacters > MOST_CHARACTERS) {
                keptCharacters -= kept.removeFirst().received.characters();
            }
            arrival.signalAll();
            return entry;
        } finally {
            lock.unlock();
        }
    }
}
