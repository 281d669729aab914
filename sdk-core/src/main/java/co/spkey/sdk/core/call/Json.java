package co.spkey.sdk.core.call;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How this SDK reads and writes JSON: streaming for what every call does, trees for what is rare. */
public final class Json {

    /** A number that nobody reads may have any length that a body has. */
    private static final JsonFactory FACTORY = factory()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(JdkWire.LARGEST_BODY)
                    .build())
            .build();

    private Json() {}

    private static JsonFactoryBuilder factory() {
        // Messages must not quote a body.
        return new JsonFactoryBuilder().disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION);
    }

    /** Returns the factory of streaming readers and writers. */
    public static JsonFactory streaming() {
        return FACTORY;
    }

    /** Returns the reader of trees; its classes are loaded on first use, which most programs never come to. */
    public static ObjectMapper trees() {
        return Trees.MAPPER;
    }

    private static final class Trees {
        static final ObjectMapper MAPPER = JsonMapper.builder(factory().build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
