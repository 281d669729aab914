package co.spkey.sdk.core.error;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One entry of an error answer: which part of the request was refused and why (E1 to E8 of the contract).
 *
 * <p>More components may be added in a minor release; read it through its accessors.
 *
 * @param code the entry's code as text (the wire has numbers and strings), or null when there is none; it never decides
 *     the kind of an error (PH-ERR-06)
 * @param message what the API says; empty when it says nothing
 * @param path where in the request, outermost first, such as {@code [body, serial]}; empty when the error is about the
 *     whole request
 * @since 1.0
 */
public record ApiError(@Nullable String code, String message, List<String> path) implements Serializable {

    /**
     * Makes an entry.
     *
     * @throws NullPointerException if the message, the path or a part of the path is null
     */
    public ApiError {
        Objects.requireNonNull(message, "message");
        path = List.copyOf(path);
    }
}
