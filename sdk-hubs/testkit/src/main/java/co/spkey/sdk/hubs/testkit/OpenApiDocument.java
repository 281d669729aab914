package co.spkey.sdk.hubs.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The wire contract as an OpenAPI 3.1 document: both endpoints, what they take, and every shape that they answer in.
 *
 * <p>A {@link ReferenceServer} serves it at {@value #PATH}, without credentials.
 *
 * @since 1.0
 */
public final class OpenApiDocument {

    /** Where a {@link ReferenceServer} serves it. */
    public static final String PATH = "/openapi.json";

    private OpenApiDocument() {}

    /** {@return the document, JSON; the same for each call} */
    public static String json() {
        try (InputStream in = Objects.requireNonNull(OpenApiDocument.class.getResourceAsStream("openapi.json"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Can't read openapi.json of the testkit", e);
        }
    }

    /** Returns whether a request asks for the document; it is this server's own, not a route of the contract's. */
    static boolean isAskedFor(String method, String rawPath) {
        return method.equals("GET") && rawPath.equals(PATH);
    }
}
