package co.spkey.sdk.core;

import java.io.Serial;
import java.io.Serializable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How an answer came about, beside what it says.
 *
 * <p>More components may be added in a minor release; read it through its accessors.
 *
 * @param status the HTTP status of the answer
 * @param requestId the id that support asks for ({@code cf-ray}, PH-ERR-03), or null when the answer has none
 * @param attempts how many requests the call took, 1 or more
 * @param elapsed the time from the call's start to its answer, waiting between attempts included
 * @param earlierOutcomeUnknown whether an earlier attempt of the same call may have taken effect unseen, so that the
 *     answer can't tell this call's own effect from somebody else's
 * @param headers the answer's header fields; names are found in any letter case; unmodifiable
 * @since 1.0
 */
public record ResponseMetadata(
        int status,
        @Nullable String requestId,
        int attempts,
        Duration elapsed,
        boolean earlierOutcomeUnknown,
        Map<String, List<String>> headers)
        implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Makes metadata; the headers are copied.
     *
     * @throws NullPointerException if the elapsed time or the headers are null
     */
    public ResponseMetadata {
        Objects.requireNonNull(elapsed, "elapsed");
        Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, List<String>> field : headers.entrySet()) {
            copy.put(field.getKey(), List.copyOf(field.getValue()));
        }
        headers = Collections.unmodifiableMap(copy);
    }

    /**
     * Says everything but the header values, since an answer may repeat what it was sent.
     *
     * @return for example {@code ResponseMetadata[status=201, …, headers=[cf-ray, content-type]]}
     */
    @Override
    public String toString() {
        return "ResponseMetadata[status=" + status + ", requestId=" + requestId + ", attempts=" + attempts
                + ", elapsed=" + elapsed + ", earlierOutcomeUnknown=" + earlierOutcomeUnknown + ", headers="
                + headers.keySet() + "]";
    }
}
