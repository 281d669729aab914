package co.spkey.sdk.core.call;

import co.spkey.sdk.core.error.ApiError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What could be read of an error answer's body (E1 to E8).
 *
 * @param fromApi whether it is JSON of the API's making, and not a proxy's page or an unknown route's text (E7)
 * @param name the word for the error, or null
 * @param message what the API says; empty when it says nothing readable
 * @param errors the single errors
 * @param reference the {@code cfReference}, or null
 * @param text the beginning of the body without server internals and secrets, or null when it is empty
 */
record ErrorBody(
        boolean fromApi,
        @Nullable String name,
        String message,
        List<ApiError> errors,
        @Nullable String reference,
        @Nullable String text) {

    static final ErrorBody EMPTY = new ErrorBody(false, null, "", List.of(), null, null);
}
