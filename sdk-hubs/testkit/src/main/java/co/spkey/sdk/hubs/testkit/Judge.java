package co.spkey.sdk.hubs.testkit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Judges each request when it arrives, and keeps what was wrong. */
final class Judge {

    /** A client that breaks the contract this often does so each time: more of the same says nothing new. */
    static final int MOST_VIOLATIONS = 10_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final List<Found> found = new ArrayList<>();
    private final RepeatRules repeats = new RepeatRules();
    private final LongSupplier changes;

    /** How many characters of the requests in {@link #found} are kept. */
    private long keptCharacters;

    /** A problem with a request whose status may still be unknown. */
    private record Found(Problem problem, ReceivedRequest request, long number, AnswerProgress progress) {}

    /**
     * Makes a judge.
     *
     * @param changes says how often the test has changed the server
     */
    Judge(LongSupplier changes) {
        this.changes = changes;
    }

    /** Judges a request. Called before it is answered: whoever has its answer finds the violation. */
    void arrived(RecordedRequests.Entry entry, @Nullable HubRoute route, boolean bodyWasRead) {
        ReceivedRequest request = entry.received();
        List<Problem> problems = new ArrayList<>(AddressRules.problems(request, route));
        if (route != null) {
            problems.addAll(HeaderRules.problems(request, route));
            if (bodyWasRead) {
                problems.addAll(BodyRules.problems(request, route));
            }
        }
        lock.lock();
        try {
            if (route != null && bodyWasRead) {
                problems.addAll(repeats.problems(route, attempt(entry)));
            }
            keep(problems, entry);
        } finally {
            lock.unlock();
        }
    }

    /** Keeps the problems with their request, of which only the request line is left when there are too many or too long. */
    private void keep(List<Problem> problems, RecordedRequests.Entry entry) {
        if (problems.isEmpty() || found.size() >= MOST_VIOLATIONS) {
            return;
        }
        ReceivedRequest request = entry.received();
        if (keptCharacters + request.characters() > RecordedRequests.MOST_CHARACTERS) {
            request = request.requestLineOnly();
        }
        keptCharacters += request.characters();
        for (Problem problem : problems) {
            if (found.size() < MOST_VIOLATIONS) {
                found.add(new Found(problem, request, entry.number(), entry.progress()));
            }
        }
    }

    List<Violation> violations() {
        lock.lock();
        try {
            return found.stream()
                    .map(each -> new Violation(
                            each.problem.clauseId(),
                            new RecordedRequest(each.request, each.progress.status()),
                            each.number,
                            each.problem.text()))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            found.clear();
            keptCharacters = 0;
            repeats.clear();
        } finally {
            lock.unlock();
        }
    }

    private RepeatRules.Attempt attempt(RecordedRequests.Entry entry) {
        ReceivedRequest request = entry.received();
        JsonValue body = JsonValue.read(request.body());
        String data = digest(body == null ? request.body() : body.toString());
        String credentials = digest(request.header("Authorization") + "\n" + request.header("X-API-Key"));
        return new RepeatRules.Attempt(entry.progress(), data, credentials, changes.getAsLong());
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
