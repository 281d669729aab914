package co.spkey.sdk.hubs;

import co.spkey.sdk.core.ResponseMetadata;
import co.spkey.sdk.core.call.MalformedAnswerException;
import co.spkey.sdk.core.call.PathSegment;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the answer of the status endpoint as a stream. */
final class HubStatusReader implements JsonFields.Taker {

    private static final String CLAUSE = "status of a hub";

    private final String requestedId;
    private @Nullable String hubId;
    private @Nullable String serial;
    private @Nullable String model;
    private @Nullable String thingName;
    private @Nullable String status;
    private @Nullable String orgId;
    private @Nullable String siteId;
    private @Nullable Boolean isPrimary;
    private @Nullable Instant provisionedAt;
    private @Nullable Instant claimedAt;
    private @Nullable Boolean online;
    private @Nullable Instant lastSeen;
    private @Nullable String firmwareVersion;
    private @Nullable Duration uptime;

    HubStatusReader(String requestedId) {
        this.requestedId = requestedId;
    }

    HubStatus read(byte[] bytes, ResponseMetadata metadata) throws MalformedAnswerException {
        JsonFields.each(bytes, CLAUSE, this);
        return new HubStatus(
                decoded(required("hubId", hubId)),
                required("serial", serial),
                required("model", model),
                required("thingName", thingName),
                new HubLifecycle(required("status", status)),
                orgId,
                siteId,
                required("isPrimary", isPrimary),
                required("provisionedAt", provisionedAt),
                claimedAt,
                online,
                lastSeen,
                firmwareVersion,
                uptime,
                metadata);
    }

    @Override
    public void take(String field, JsonParser parser) throws IOException, MalformedAnswerException {
        switch (field) {
            case "hubId" -> hubId = JsonFields.string(parser, field, CLAUSE);
            case "serial" -> serial = JsonFields.string(parser, field, CLAUSE);
            case "model" -> model = JsonFields.string(parser, field, CLAUSE);
            case "thingName" -> thingName = JsonFields.string(parser, field, CLAUSE);
            case "status" -> status = JsonFields.string(parser, field, CLAUSE);
            case "orgId" -> orgId = JsonFields.stringOrNull(parser, field, CLAUSE);
            case "siteId" -> siteId = JsonFields.stringOrNull(parser, field, CLAUSE);
            case "isPrimary" -> isPrimary = JsonFields.bool(parser, field, CLAUSE);
            case "provisionedAt" -> provisionedAt = JsonFields.instant(parser, field, CLAUSE);
            case "claimedAt" -> claimedAt = JsonFields.instantOrNull(parser, field, CLAUSE);
            case "online" -> online = isNull(parser) ? null : (Boolean) JsonFields.bool(parser, field, CLAUSE);
            case "lastSeen" -> lastSeen = JsonFields.instantOrNull(parser, field, CLAUSE);
            case "version" -> firmwareVersion = JsonFields.stringOrNull(parser, field, CLAUSE);
            case "uptimeSeconds" ->
                uptime = isNull(parser) ? null : Duration.ofSeconds(JsonFields.wholeNumber(parser, field, CLAUSE));
            default -> parser.skipChildren();
        }
    }

    private static boolean isNull(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private static <V> V required(String field, @Nullable V value) throws MalformedAnswerException {
        if (value == null) {
            throw JsonFields.missing(field, CLAUSE);
        }
        return value;
    }

    /** The wire repeats the path segment as it was sent (PH-RES-09). */
    private String decoded(String onTheWire) {
        return onTheWire.equals(requestedId) ? requestedId : PathSegment.decode(onTheWire);
    }
}
