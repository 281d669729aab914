package co.spkey.sdk.hubs.benchmarks;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The records as databind writes and reads them. */
public final class DatabindCodec {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    static final Request REQUEST =
            new Request(Sample.HUB_ID, Sample.SERIAL, Sample.MODEL, Sample.THING_NAME, Sample.VENDOR_NAME);

    /** The command. */
    public record Request(
            String hubId,
            String serial,
            String model,
            @Nullable String thingName,
            @Nullable String vendorName) {}

    /** The answer. */
    public record Response(
            boolean success,
            String aggregateId,
            BigDecimal version,
            @Nullable Event event) {}

    /** Its event. */
    public record Event(String type, Data data) {}

    /** The event's data. */
    public record Data(
            String hubId,
            String serial,
            String model,
            String thingName,
            @Nullable String vendorName,
            long provisionedAt) {}

    static ObjectMapper mapper() {
        return MAPPER;
    }

    public byte[] encode() throws IOException {
        return MAPPER.writeValueAsBytes(REQUEST);
    }

    public Response decode(byte[] bytes) throws IOException {
        return MAPPER.readValue(bytes, Response.class);
    }
}
