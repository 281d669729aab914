package co.spkey.sdk.hubs.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Judges a request by what came before it for the same hub: what must not be sent again (PH-ERR-06, PH-AUTH-06), what came
 * back too early (PH-ERR-02), what changed its data on the way (PH-ERR-05). Guarded by the lock of its {@link Judge}.
 *
 * <p>The wire doesn't tell a retry from a new call. Taken for a retry is the same command with the same credentials, unless
 * the test has changed something on the server in between: things, credentials, faults. After a success it is a new call.
 */
final class RepeatRules {

    /** Statuses that don't get better by themselves. */
    private static final Set<Integer> FINAL = Set.of(400, 403, 404, 409, 422);

    /** How many commands are remembered, and how many attempts of each: bounds of memory, beyond any test. */
    private static final int MOST_COMMANDS = 10_000;

    private static final int MOST_ATTEMPTS = 16;

    private final Map<String, Deque<Attempt>> attempts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Attempt>> eldest) {
            return size() > MOST_COMMANDS;
        }
    };

    /**
     * One request for a hub, without what it said.
     *
     * @param data what it said, equal for equal data
     * @param credentials who sent it, equal for equal credentials; a digest
     * @param changes how often the server had been changed by the test when it came
     */
    record Attempt(AnswerProgress progress, String data, String credentials, long changes) {

        private boolean isOfTheSameCaller(Attempt other) {
            return credentials.equals(other.credentials) && changes == other.changes;
        }

        private boolean hadSucceededBy(Instant moment) {
            Integer status = progress.status();
            boolean success = status != null && status / 100 == 2;
            return success && !progress.answeredAt().isAfter(moment);
        }
    }

    List<Problem> problems(HubRoute route, Attempt now) {
        Deque<Attempt> earlier =
                attempts.computeIfAbsent(route.action() + " " + route.hubId(), command -> new ArrayDeque<>());
        List<Problem> problems = new ArrayList<>();
        Instant sentAgain = now.progress.arrivedAt();
        Iterator<Attempt> newestFirst = earlier.descendingIterator();
        while (newestFirst.hasNext()) {
            Attempt before = newestFirst.next();
            if (!before.isOfTheSameCaller(now)) {
                continue;
            }
            if (before.hadSucceededBy(now.progress.arrivedAt())) {
                break; // That settled whatever had been unknown.
            }
            compare(route, before, now, sentAgain, problems);
            Instant arrived = before.progress.arrivedAt();
            sentAgain = arrived.isBefore(sentAgain) ? arrived : sentAgain;
        }
        if (earlier.size() == MOST_ATTEMPTS) {
            earlier.removeFirst();
        }
        earlier.addLast(now);
        return problems.stream().distinct().toList();
    }

    void clear() {
        attempts.clear();
    }

    /** Looks at one attempt; {@code sentAgain} is when the next one after it came. */
    private static void compare(
            HubRoute route, Attempt before, Attempt now, Instant sentAgain, List<Problem> problems) {
        AnswerProgress answer = before.progress;
        Integer status = answer.status();
        if (status == null) {
            if (!answer.endedAt().isAfter(now.progress.arrivedAt())) {
                sameData(before, now, "whose connection was cut", problems);
            }
            return;
        }
        if (answer.answeredAt().isAfter(sentAgain)) {
            return; // Whoever sent it again had given this one up, and can't have known its answer.
        }
        if (status == 401) {
            problems.add(new Problem(
                    "PH-AUTH-06",
                    "sent again after a 401 with the same credentials; it is worth it only with renewed ones"));
        } else if (FINAL.contains(status)
                && route.action() == HubRoute.Action.PROVISION
                && before.data.equals(now.data)) {
            problems.add(new Problem(
                    "PH-ERR-06",
                    "the same command was sent again after a " + status + ", which doesn't get better with time"));
        } else if (status >= 500 || status == 408 || status == 429) {
            tooEarly(status, answer, now.progress.arrivedAt(), problems);
            sameData(before, now, "that was answered " + status, problems);
        }
    }

    private static void sameData(Attempt before, Attempt now, String ending, List<Problem> problems) {
        if (!before.data.equals(now.data)) {
            problems.add(new Problem(
                    "PH-ERR-05",
                    "the data differ from those of an earlier attempt " + ending
                            + "; a retry sends the very same data"));
        }
    }

    private static void tooEarly(int status, AnswerProgress before, Instant cameBack, List<Problem> problems) {
        String field = before.retryAfter();
        if (field == null) {
            return;
        }
        Duration asked = RetryAfterField.read(field, before.answeredAt());
        if (asked == null) {
            return;
        }
        Instant due = before.answeredAt().plus(asked);
        if (cameBack.isBefore(due)) {
            Duration away = Duration.between(before.answeredAt(), cameBack);
            problems.add(new Problem(
                    "PH-ERR-02",
                    "came back " + away.toMillis() + " ms after a " + status + " that said Retry-After: "
                            + Shown.line(field)));
        }
    }
}
