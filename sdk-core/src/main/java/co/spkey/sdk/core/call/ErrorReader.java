package co.spkey.sdk.core.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.core.error.ApiError;
import co.spkey.sdk.core.rules.ControlCharacters;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of an error, whichever of the shapes E1 to E8 it has, and gives what there is. Nothing it meets is an
 * error of its own: the status has already decided (PH-ERR-06).
 */
final class ErrorReader {

    /** The most characters that an exception keeps of a body. */
    static final int LONGEST_TEXT = 8 * 1024;

    /** So much is looked through for secrets, far more than is kept; what lies behind it goes. */
    private static final int MOST_MASKED = 64 * 1024;

    /** A message is for a log line; whoever needs more has the body. */
    private static final int LONGEST_MESSAGE = 500;

    /** More entries than a request has fields say nothing new. */
    private static final int MOST_ERRORS = 100;

    /** Deeper than any field of a request. */
    private static final int LONGEST_PATH = 20;

    /** The backend's internals, a stack trace among them; never shown. */
    private static final String INTERNALS = "__ceves";

    private final Masking masking;

    ErrorReader(Masking masking) {
        this.masking = masking;
    }

    ErrorBody read(byte[] bytes) {
        if (bytes.length == 0) {
            return ErrorBody.EMPTY;
        }
        try {
            if (tree(bytes) instanceof ObjectNode object) {
                return read(object);
            }
        } catch (StackOverflowError deep) {
            // Read as what is no JSON.
        }
        return new ErrorBody(false, null, "", List.of(), null, shown(new String(bytes, UTF_8), LONGEST_TEXT));
    }

    private static @Nullable JsonNode tree(byte[] bytes) {
        try {
            return Json.trees().readTree(bytes);
        } catch (IOException | RuntimeException notJson) {
            return null;
        }
    }

    private ErrorBody read(ObjectNode object) {
        JsonNode internals = object.remove(INTERNALS);
        // Each by itself: written out again, a secret that is cut off isn't at the text's end any more.
        maskTexts(object);
        List<ApiError> errors = errors(object.path("errors"));
        String error = text(object.path("error"));
        String message = firstOf(
                text(object.path("message")),
                joined(errors),
                error, // E6: the error's only text
                text(object.path("detail")), // E8
                text(object.path("title")));
        String name = error;
        if (internals != null && internals.isObject()) {
            name = firstOf(text(internals.path("name")), name);
        }
        if (name.isEmpty() || name.equals(message)) {
            name = object.has("detail") ? text(object.path("title")) : "";
        }
        String reference = text(object.path("cfReference"));
        return new ErrorBody(
                true,
                name.isEmpty() ? null : line(name),
                line(message),
                errors,
                reference.isEmpty() ? null : line(reference),
                shown(object.toString(), LONGEST_TEXT));
    }

    private void maskTexts(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(field -> field.setValue(masked(field.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, masked(array.get(i)));
            }
        }
    }

    private JsonNode masked(JsonNode node) {
        if (!node.isTextual()) {
            maskTexts(node);
            return node;
        }
        return TextNode.valueOf(masking.maskForeign(cut(node.textValue(), MOST_MASKED)));
    }

    private List<ApiError> errors(JsonNode list) {
        List<ApiError> errors = new ArrayList<>();
        for (JsonNode entry : list) {
            if (errors.size() == MOST_ERRORS) {
                break;
            }
            if (entry.isObject()) {
                String code = text(entry.path("code"));
                errors.add(new ApiError(
                        code.isEmpty() ? null : line(code),
                        line(text(entry.path("message"))),
                        path(entry.path("path"))));
            } else if (entry.isTextual()) {
                errors.add(new ApiError(null, line(entry.textValue()), List.of()));
            }
        }
        return errors;
    }

    private List<String> path(JsonNode list) {
        List<String> path = new ArrayList<>();
        for (JsonNode part : list) {
            if (path.size() == LONGEST_PATH) {
                break;
            }
            path.add(line(text(part)));
        }
        return path;
    }

    private static String joined(List<ApiError> errors) {
        return errors.stream()
                .map(error -> error.path().isEmpty()
                        ? error.message()
                        : String.join(".", error.path()) + ": " + error.message())
                .filter(message -> !message.isBlank())
                .collect(Collectors.joining("; "));
    }

    private static String text(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asText() : "";
    }

    private static String firstOf(String... candidates) {
        for (String candidate : candidates) {
            if (!candidate.isBlank()) {
                return candidate;
            }
        }
        return "";
    }

    /** One line without secrets, control characters or internals, of bounded length. */
    private String line(String text) {
        return cut(ControlCharacters.blanked(shown(text, MOST_MASKED)).strip(), LONGEST_MESSAGE);
    }

    /** A text without secrets and internals. */
    private String shown(String text, int longest) {
        return cut(withoutInternals(masking.maskForeign(cut(text, MOST_MASKED))), longest);
    }

    /** In a text that isn't JSON (any more) nobody can tell where the internals end, so everything behind them goes. */
    private static String withoutInternals(String text) {
        int start = text.indexOf(INTERNALS);
        return start < 0 ? text : text.substring(0, start) + "…";
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }
}
