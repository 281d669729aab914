package co.spkey.sdk.hubs.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The OpenAPI document as a judge of exchanges: its schemas are JSON Schema 2020-12. */
final class OpenApi {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final JsonNode document;
    private final Map<JsonNode, Schema> schemas = new ConcurrentHashMap<>();

    OpenApi(String json) {
        document = read(json);
    }

    JsonNode document() {
        return document;
    }

    /** Returns the operation of a request, or null when the document has none for it. */
    @Nullable
    JsonNode operation(String method, String path) {
        HubRoute route = HubRoute.of(method, path.replaceFirst("\\?.*", ""));
        if (route == null) {
            return null;
        }
        String template = "/hubs/{id}/" + (route.action() == HubRoute.Action.PROVISION ? "ProvisionHub" : "status");
        JsonNode operation = document.path("paths").path(template).path(method.toLowerCase(Locale.ROOT));
        return operation.isMissingNode() ? null : operation;
    }

    /** Returns what is wrong with a body that is sent to an operation. */
    List<String> requestProblems(JsonNode operation, String body) {
        return problems(operation.at("/requestBody/content/application~1json/schema"), body);
    }

    /** Returns what is wrong with an answer of an operation. */
    List<String> answerProblems(JsonNode operation, int status, Map<String, String> headers, String body) {
        JsonNode responses = operation.path("responses");
        JsonNode response = resolved(responses.path(responses.has("" + status) ? "" + status : "default"));
        Map<String, String> fields = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        fields.putAll(headers);
        String mediaType = fields.getOrDefault("Content-Type", "").replaceFirst("\\s*;.*", "");
        if (body.isEmpty() && mediaType.isEmpty() && status >= 400) {
            return List.of();
        }
        JsonNode content = response.path("content").path(mediaType);
        if (content.isMissingNode()) {
            return List.of("no media type \"" + mediaType + "\" for status " + status);
        }
        return mediaType.startsWith("text/") ? List.of() : problems(content.path("schema"), body);
    }

    /** Returns what is wrong with a value that should match the schema of a name. */
    List<String> problems(String schemaName, String json) {
        return problems(MAPPER.createObjectNode().put("$ref", "#/components/schemas/" + schemaName), json);
    }

    private List<String> problems(JsonNode schema, String json) {
        JsonNode value;
        try {
            value = MAPPER.readTree(json);
        } catch (IOException notJson) {
            return List.of("not JSON: " + json);
        }
        return schemas.computeIfAbsent(schema, this::compile).validate(value).stream()
                .map(Object::toString)
                .toList();
    }

    /** The references in a schema go by the document, so the document's schemas come along. */
    private Schema compile(JsonNode schema) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        root.set("components", document.path("components"));
        root.putArray("allOf").add(schema);
        return REGISTRY.getSchema(root);
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static JsonNode read(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
