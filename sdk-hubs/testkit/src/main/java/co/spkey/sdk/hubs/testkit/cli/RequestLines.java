package co.spkey.sdk.hubs.testkit.cli;

import co.spkey.sdk.hubs.testkit.RecordedRequest;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Prints one line for each request, with nothing in it that could be a secret: no query, no header field, no body. */
final class RequestLines {

    /** What could end a line, drive a terminal, or change the direction of what follows. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069]");

    private final PrintWriter out;

    RequestLines(PrintWriter out) {
        this.out = out;
    }

    void print(RecordedRequest request, Duration elapsed) {
        out.println(line(request, elapsed));
        out.flush();
    }

    /** Method and path come from outside: what could do harm where they are printed is shown as {@code ?}. */
    static String line(RecordedRequest request, Duration elapsed) {
        Integer status = request.status();
        String text = String.format(
                Locale.ROOT,
                "%s %s %s %d ms",
                request.method(),
                request.path(),
                status == null ? "(cut)" : status,
                elapsed.toMillis());
        return UNPRINTABLE.matcher(text).replaceAll("?");
    }
}
