package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Judges the header fields of a client (PH-REQ-02, PH-AUTH-01 to -05). No problem that it finds shows a value. */
final class HeaderRules {

    private static final String BEARER = "Bearer ";

    private final ReceivedRequest request;
    private final List<Problem> problems = new ArrayList<>();

    private HeaderRules(ReceivedRequest request) {
        this.request = request;
    }

    static List<Problem> problems(ReceivedRequest request, HubRoute route) {
        HeaderRules rules = new HeaderRules(request);
        rules.credentials();
        rules.internalFields();
        if (route.action() == HubRoute.Action.PROVISION) {
            rules.mediaType();
            rules.coding();
        }
        return rules.problems;
    }

    private void credentials() {
        List<String> authorizations = request.header("Authorization");
        List<String> keys = request.header("X-API-Key");
        if (authorizations.isEmpty() && keys.isEmpty()) {
            complain("PH-AUTH-03", "no credentials: neither Authorization nor X-API-Key was sent");
        }
        if (authorizations.size() > 1) {
            complain("PH-AUTH-01", "Authorization was sent " + authorizations.size() + " times");
        } else if (!authorizations.isEmpty() && !isBearer(authorizations.get(0))) {
            complain("PH-AUTH-01", "Authorization must be \"Bearer\", one space, and a token");
        }
        if (keys.size() > 1) {
            complain("PH-AUTH-02", "X-API-Key was sent " + keys.size() + " times");
        } else if (!keys.isEmpty() && keys.get(0).isBlank()) {
            complain("PH-AUTH-02", "X-API-Key is blank");
        }
    }

    /** RFC 9110 §11.1: the scheme's name is case-insensitive. */
    private static boolean isBearer(String value) {
        return value.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && !value.substring(BEARER.length()).isBlank()
                && value.strip().indexOf(' ', BEARER.length()) < 0;
    }

    private void internalFields() {
        for (String field : CredentialCheck.INTERNAL_FIELDS) {
            if (!request.header(field).isEmpty()) {
                complain("PH-AUTH-05", field + " is an internal header field; a client must never send it");
            }
        }
    }

    private void mediaType() {
        List<String> types = request.header("Content-Type");
        if (types.isEmpty()) {
            complain("PH-REQ-02", "Content-Type is missing; it must be application/json");
            return;
        }
        String[] parts = String.join(",", types).toLowerCase(Locale.ROOT).split(";", -1);
        boolean utf8 = true;
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip().replace("\"", "");
            utf8 &= !parameter.startsWith("charset=") || parameter.equals("charset=utf-8");
        }
        if (!parts[0].strip().equals("application/json")) {
            complain("PH-REQ-02", "Content-Type must be application/json, not " + Shown.quoted(types.get(0)));
        } else if (!utf8) {
            complain("PH-REQ-02", "Content-Type names a charset, and it isn't UTF-8: " + Shown.quoted(types.get(0)));
        }
    }

    private void coding() {
        if (isEncoded(request)) {
            complain(
                    "PH-REQ-02",
                    "the body is encoded with " + Shown.quoted(codings(request)) + ", which the backend can't undo");
        }
    }

    /** Returns whether the body went through a coding; {@code identity} is the name of none. */
    static boolean isEncoded(ReceivedRequest request) {
        String codings = codings(request);
        return !codings.isBlank() && !codings.strip().equals("identity");
    }

    private static String codings(ReceivedRequest request) {
        return String.join(",", request.header("Content-Encoding")).toLowerCase(Locale.ROOT);
    }

    private void complain(String clauseId, String text) {
        problems.add(new Problem(clauseId, text));
    }
}
