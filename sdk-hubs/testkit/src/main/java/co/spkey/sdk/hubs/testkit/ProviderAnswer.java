package co.spkey.sdk.hubs.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a provider answered.
 *
 * @param headers with names in lower case
 * @param body the text, its content coding undone
 */
record ProviderAnswer(int status, Map<String, List<String>> headers, String body) {

    JsonValue json() {
        return JsonValue.readOrUndefined(body);
    }

    String header(String name) {
        return String.join(", ", headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()));
    }

    boolean isSuccess() {
        return status / 100 == 2;
    }

    ProviderAnswer expectStatus(int expected) {
        return expect(status == expected, "status " + expected);
    }

    ProviderAnswer expectSuccess() {
        return expect(isSuccess(), "a 2xx status");
    }

    ProviderAnswer expect(boolean holds, String expected) {
        if (!holds) {
            throw new ClauseBroken(expected, toString());
        }
        return this;
    }

    /** Expects something of one value in the body. */
    ProviderAnswer expect(boolean holds, String expected, String name, JsonValue value) {
        if (!holds) {
            throw new ClauseBroken(expected, name + " " + value.shown() + " in " + this);
        }
        return this;
    }

    /** Returns status and the beginning of the body. */
    @Override
    public String toString() {
        return status + (body.isEmpty() ? " without a body" : " " + Shown.line(body, 300));
    }
}
