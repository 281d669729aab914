package co.spkey.sdk.hubs.testkit.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A report for programs. Fields may be added in a minor version. */
final class ReportJson {

    private final Report report;

    ReportJson(Report report) {
        this.report = report;
    }

    String text() {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
            out.setPrettyPrinter(new DefaultPrettyPrinter());
            write(out);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed", impossible);
        }
        return text + "\n";
    }

    private void write(JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("target", report.target());
        out.writeStringField("program", report.program());
        out.writeStringField("startedAt", report.startedAt().toString());
        out.writeNumberField("millis", report.elapsed().toMillis());
        out.writeBooleanField("passed", report.passed());
        out.writeStringField("verdict", report.verdict());
        out.writeArrayFieldStart("countingLevels");
        for (Enum<?> level : new TreeSet<>(report.counting())) {
            out.writeString(level.name());
        }
        out.writeEndArray();
        out.writeObjectFieldStart("counts");
        for (Standing standing : Standing.values()) {
            out.writeNumberField(name(standing), report.count(standing));
        }
        out.writeEndObject();
        out.writeArrayFieldStart("hubIdsUsed");
        for (String hubId : report.hubIdsUsed()) {
            out.writeString(hubId);
        }
        out.writeEndArray();
        out.writeArrayFieldStart("clauses");
        for (Verified each : report.clauses()) {
            clause(each, out);
        }
        out.writeEndArray();
        out.writeEndObject();
    }

    private void clause(Verified each, JsonGenerator out) throws IOException {
        out.writeStartObject();
        out.writeStringField("id", each.clause().id());
        out.writeStringField("name", each.clause().name());
        out.writeStringField("level", each.clause().level().name());
        out.writeBooleanField("counts", report.counting().contains(each.clause().level()));
        out.writeStringField("statement", each.clause().statement());
        out.writeStringField("standing", name(each.standing()));
        optional(out, "expected", each.finding().expected());
        optional(out, "got", each.finding().got());
        optional(out, "reason", each.finding().reason());
        out.writeNumberField("millis", each.elapsed().toMillis());
        out.writeEndObject();
    }

    private static void optional(JsonGenerator out, String field, @Nullable String value) throws IOException {
        if (value != null) {
            out.writeStringField(field, value);
        }
    }

    private static String name(Standing standing) {
        return standing.name().toLowerCase(Locale.ROOT);
    }
}
