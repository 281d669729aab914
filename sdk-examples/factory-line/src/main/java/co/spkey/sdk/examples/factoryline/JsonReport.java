package co.spkey.sdk.examples.factoryline;

import co.spkey.sdk.hubs.BulkReport;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a run did, for programs. Its size doesn't depend on the manifest's.
 *
 * @param destination where the hubs were sent, or null in a dry run
 * @param summary what came of them, or null in a dry run
 */
record JsonReport(
        Manifest manifest,
        @Nullable Destination destination,
        Instant startedAt,
        LineLog log,
        @Nullable Summary summary,
        boolean allFine) {

    /** All else escaped, even what no charset can express comes through. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    /** Returns whether the run came to the end of the manifest. */
    boolean isOfCompleteRun() {
        return summary == null || summary.isComplete();
    }

    /** Writes the report and puts the file in its place. */
    void writeTo(WholeFile file) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(new OutputStreamWriter(file.out(), StandardCharsets.UTF_8))) {
            json.setPrettyPrinter(new DefaultPrettyPrinter());
            json.writeStartObject();
            json.writeStringField("manifest", manifest.name());
            json.writeBooleanField("dryRun", summary == null);
            if (destination != null) {
                json.writeBooleanField("demo", destination.isDemo());
                json.writeStringField("baseUrl", destination.baseUrl().toString());
            }
            json.writeStringField("startedAt", startedAt.toString());
            json.writeBooleanField("allFine", allFine);
            json.writeNumberField("lines", log.lines());
            json.writeNumberField("badLines", log.badLines());
            if (summary != null) {
                write(summary.report(), json);
            }
            writeProblems(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
        file.complete();
    }

    private static void write(BulkReport report, JsonGenerator json) throws IOException {
        json.writeStringField("end", report.end().name());
        Throwable cause = report.cause();
        if (cause != null) {
            json.writeStringField("reason", String.valueOf(cause.getMessage()));
        }
        json.writeObjectFieldStart("outcomes");
        for (Map.Entry<?, Long> count : report.counts().entrySet()) {
            json.writeNumberField(count.getKey().toString(), count.getValue());
        }
        json.writeEndObject();
        json.writeObjectFieldStart("failuresByKind");
        for (Map.Entry<String, Long> count : report.failuresByKind().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeNumberField("unfinished", report.unfinished());
        json.writeNumberField("resent", report.resent());
        json.writeNumberField("notVerified", report.notVerified());
        json.writeNumberField("elapsedSeconds", report.elapsed().toMillis() / 1e3);
        json.writeNumberField("perSecond", report.perSecond());
    }

    private void writeProblems(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("firstProblems");
        for (LineProblem problem : log.problems()) {
            json.writeStartObject();
            json.writeNumberField("line", problem.line());
            json.writeStringField("hubId", problem.fields().hubId());
            json.writeStringField("kind", problem.kind());
            json.writeStringField("message", problem.message());
            if (problem.requestId() != null) {
                json.writeStringField("requestId", problem.requestId());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
