package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The error shapes of the contract, one method each; fields in the order in which they were recorded. */
final class ErrorAnswers {

    private ErrorAnswers() {}

    static Answer e1(int status, String error, String message) {
        return Answer.json(status, out -> {
            startFailure(out);
            out.writeStringField("error", error);
            out.writeStringField("message", message);
            out.writeEndObject();
        });
    }

    static Answer e2(int status, List<ProvisionSchema.Issue> issues) {
        String body = Json.text(out -> {
            startFailure(out);
            out.writeArrayFieldStart("errors");
            for (ProvisionSchema.Issue issue : issues) {
                startError(out, 7001, issue.message());
                out.writeArrayFieldStart("path");
                for (String step : issue.path()) {
                    out.writeString(step);
                }
                out.writeEndArray();
                out.writeEndObject();
            }
            endErrorsWithEmptyResult(out);
        });
        return Answer.of(status, Answer.JSON_UTF_8, body);
    }

    /** The code is the framework's, never the status. */
    static Answer e2b(int status, int code, String message) {
        String body = Json.text(out -> {
            startFailure(out);
            out.writeArrayFieldStart("errors");
            startError(out, code, message);
            out.writeEndObject();
            endErrorsWithEmptyResult(out);
        });
        return Answer.of(status, Answer.JSON_UTF_8, body);
    }

    /** An error that nobody expected, thrown inside the aggregate. */
    static Answer e3Unexpected(int status, String message) {
        return Answer.json(status, out -> {
                    startFailure(out);
                    writeErrors(out, status, message);
                    out.writeObjectFieldStart("__ceves");
                    out.writeStringField("name", "Error");
                    out.writeStringField("message", message);
                    out.writeNumberField("httpStatusCode", status);
                    out.writeEndObject();
                    out.writeEndObject();
                })
                .with("X-Ceves-Error", "1");
    }

    /** An error of the framework's, thrown inside the aggregate: with a stack trace that no client may show. */
    static Answer e3(int status, String name, String message, String sentId) {
        return Answer.json(status, out -> {
                    startFailure(out);
                    writeErrors(out, status, message);
                    out.writeObjectFieldStart("__ceves");
                    out.writeStringField("name", name);
                    out.writeStringField("message", message);
                    out.writeStringField("stack", message + "\n    at HubAggregate.provisionHub (worker.js:1:1)");
                    out.writeNumberField("httpStatusCode", status);
                    out.writeStringField("aggregateType", "HubAggregate");
                    out.writeStringField("aggregateId", sentId);
                    out.writeBooleanField("isVisible", true);
                    out.writeStringField("default_message", "Internal Error");
                    out.writeNumberField("status", status);
                    out.writeNumberField("code", status);
                    out.writeBooleanField("includesPath", false);
                    out.writeEndObject();
                    out.writeEndObject();
                })
                .with("X-Ceves-Error", "1");
    }

    static Answer e3b(int status, String message) {
        return Answer.json(status, out -> {
            startFailure(out);
            writeErrors(out, status, message);
            out.writeEndObject();
        });
    }

    static Answer e4(int status, String message, String reference) {
        return Answer.json(status, out -> {
            startFailure(out);
            writeErrors(out, status, message);
            out.writeStringField("cfReference", reference);
            out.writeEndObject();
        });
    }

    static Answer e5(int status, String message, String sentId, long version) {
        return Answer.json(status, out -> {
            startFailure(out);
            out.writeStringField("error", "SideEffectError");
            out.writeStringField("message", message);
            out.writeStringField("aggregateId", sentId);
            out.writeNumberField("version", version);
            out.writeEndObject();
        });
    }

    static Answer e6(int status, String message) {
        return Answer.json(status, out -> {
            out.writeStartObject();
            out.writeStringField("error", message);
            out.writeEndObject();
        });
    }

    static Answer e7(int status, String text) {
        return Answer.of(status, "text/plain; charset=UTF-8", text);
    }

    static Answer e7Html(int status, String title) {
        String page = "<!DOCTYPE html>\n<html><head><title>" + title + "</title></head><body><h1>" + title
                + "</h1><hr>cloudflare</body></html>\n";
        return Answer.of(status, "text/html; charset=UTF-8", page);
    }

    static Answer e7Empty(int status) {
        return new Answer(status, Map.of(), "");
    }

    static Answer e8(int status, String title, String detail) {
        String body = Json.text(out -> {
            out.writeStartObject();
            out.writeStringField("type", "about:blank");
            out.writeStringField("title", title);
            out.writeNumberField("status", status);
            out.writeStringField("detail", detail);
            out.writeEndObject();
        });
        return Answer.of(status, "application/problem+json", body);
    }

    private static void startFailure(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeBooleanField("success", false);
    }

    private static void startError(JsonGenerator out, int code, String message) throws IOException {
        out.writeStartObject();
        out.writeNumberField("code", code);
        out.writeStringField("message", message);
    }

    private static void writeErrors(JsonGenerator out, int code, String message) throws IOException {
        out.writeArrayFieldStart("errors");
        startError(out, code, message);
        out.writeEndObject();
        out.writeEndArray();
    }

    private static void endErrorsWithEmptyResult(JsonGenerator out) throws IOException {
        out.writeEndArray();
        out.writeObjectFieldStart("result");
        out.writeEndObject();
        out.writeEndObject();
    }
}
