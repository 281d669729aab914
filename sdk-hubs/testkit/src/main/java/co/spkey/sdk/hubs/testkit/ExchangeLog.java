package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Requests and answers as text for whoever looks for the cause of a failure; without the secrets that were sent. */
final class ExchangeLog {

    private static final int LONGEST_BODY = 2_000;
    private static final int MOST_EXCHANGES = 50;

    private ExchangeLog() {}

    /** Returns one block for each of the last requests. */
    static String of(RecordedRequests requests) {
        List<RecordedRequests.Entry> entries = requests.entries();
        if (entries.isEmpty()) {
            return "  (no request arrived)";
        }
        int skipped = Math.max(0, entries.size() - MOST_EXCHANGES);
        return (skipped == 0 ? "" : "  (" + skipped + " earlier ones left out)\n")
                + entries.stream().skip(skipped).map(ExchangeLog::block).collect(Collectors.joining("\n"));
    }

    private static String block(RecordedRequests.Entry entry) {
        ReceivedRequest request = entry.received();
        List<String> lines = new ArrayList<>();
        String query = request.rawQuery() == null ? "" : "?" + request.rawQuery();
        lines.add("  " + entry.number() + ". " + request.method() + " " + request.rawPath() + query);
        for (Map.Entry<String, List<String>> field :
                SecretFields.mask(request.headers()).entrySet()) {
            lines.add("     " + field.getKey() + ": " + String.join(", ", field.getValue()));
        }
        lines.add("     " + request.body());
        Integer status = entry.progress().status();
        lines.add("     -> " + (status == null ? "(no answer)" : status + " " + entry.answerStart()));
        return lines.stream()
                .filter(line -> !line.isBlank())
                .map(line -> Shown.line(SecretFields.maskIn(line, request.headers()), LONGEST_BODY))
                .collect(Collectors.joining("\n"));
    }
}
