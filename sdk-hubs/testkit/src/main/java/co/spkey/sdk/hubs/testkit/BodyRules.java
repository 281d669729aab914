package co.spkey.sdk.hubs.testkit;

import java.util.ArrayList;
import java.util.List;

/** Judges the body of a client's command (PH-REQ-02 to -09). */
final class BodyRules {

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final JsonValue body;
    private final List<Problem> problems = new ArrayList<>();

    private BodyRules(JsonValue body) {
        this.body = body;
    }

    static List<Problem> problems(ReceivedRequest request, HubRoute route) {
        if (route.action() != HubRoute.Action.PROVISION || HeaderRules.isEncoded(request)) {
            return List.of(); // what is encoded was complained of already, and its fields can't be looked at
        }
        if (!request.isUtf8()) {
            return List.of(new Problem("PH-REQ-02", "the body isn't UTF-8; what can't be decoded is read as U+FFFD"));
        }
        String text = request.body();
        if (text.indexOf(BYTE_ORDER_MARK) == 0) {
            return List.of(
                    new Problem("PH-REQ-02", "the body begins with a byte order mark, which the backend can't read"));
        }
        JsonValue body = JsonValue.read(text);
        if (body == null || !body.is(JsonKind.OBJECT)) {
            String what = text.isEmpty()
                    ? "empty"
                    : body == null ? "not JSON" : "no object but " + body.kind().word();
            return List.of(new Problem("PH-REQ-02", "the body must be one JSON object, but is " + what));
        }
        BodyRules rules = new BodyRules(body);
        rules.hubId(route.hubId());
        rules.required("serial", "PH-REQ-03");
        rules.required("model", "PH-REQ-04");
        rules.optional("thingName", "PH-REQ-05");
        rules.optional("vendorName", "PH-REQ-06");
        if (body.get("thingName").isText("")) {
            rules.complain("PH-REQ-05", "thingName is empty; leave the field out, and the hub id is taken");
        }
        return rules.problems;
    }

    private void hubId(String inPath) {
        JsonValue field = body.get("hubId");
        if (field.is(JsonKind.NULL)) {
            complain("PH-REQ-09", "hubId is null");
        } else if (!field.isText(inPath)) {
            complain(
                    "PH-REQ-07",
                    "hubId must be sent and be the id of the path, " + Shown.quoted(inPath) + ", but is "
                            + field.shown());
        }
    }

    private void required(String name, String clauseId) {
        JsonValue field = body.get(name);
        if (field.is(JsonKind.NULL)) {
            complain("PH-REQ-09", name + " is null; it is a string that must be sent");
        } else if (!field.is(JsonKind.STRING) || field.text().isEmpty()) {
            complain(clauseId, name + " must be a string of one character or more, but is " + field.shown());
        }
    }

    private void optional(String name, String clauseId) {
        JsonValue field = body.get(name);
        if (field.is(JsonKind.NULL)) {
            complain("PH-REQ-09", name + " is null; an optional field without a value is left out");
        } else if (!field.is(JsonKind.UNDEFINED) && !field.is(JsonKind.STRING)) {
            complain(clauseId, name + " must be a string, but is " + field.shown());
        }
    }

    private void complain(String clauseId, String text) {
        problems.add(new Problem(clauseId, text));
    }
}
