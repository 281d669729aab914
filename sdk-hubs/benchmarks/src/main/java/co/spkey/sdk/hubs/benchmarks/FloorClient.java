package co.spkey.sdk.hubs.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The least that a client on {@code java.net.http} can do: writes the command and reads the answer by streaming, on the
 * executor that was found to be the cheapest; no limits, retries, errors, events or checks.
 */
final class FloorClient implements Contestant {

    private final JsonFactory json = new JsonFactory();
    private final ExecutorService threads = Executors.newFixedThreadPool(4, work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });
    private final HttpClient client;
    private final String baseUrl;

    FloorClient(String baseUrl, HttpClient.Version version) {
        this.baseUrl = baseUrl;
        client = HttpClient.newBuilder().version(version).executor(threads).build();
    }

    private HttpRequest request() throws IOException {
        return Sample.request(Sample.address(baseUrl), command());
    }

    @Override
    public void call() throws Exception {
        checked(client.send(request(), BodyHandlers.ofByteArray()));
    }

    @Override
    public CompletableFuture<?> callAsync() {
        try {
            return client.sendAsync(request(), BodyHandlers.ofByteArray()).thenApply(this::checked);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    private int checked(HttpResponse<byte[]> response) {
        if (response.statusCode() != 201 || !succeeded(response.body())) {
            throw new IllegalStateException("status " + response.statusCode());
        }
        return response.statusCode();
    }

    private byte[] command() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator generator = json.createGenerator(bytes)) {
            generator.writeStartObject();
            generator.writeStringField("hubId", Sample.HUB_ID);
            generator.writeStringField("serial", Sample.SERIAL);
            generator.writeStringField("model", Sample.MODEL);
            generator.writeStringField("thingName", Sample.THING_NAME);
            generator.writeStringField("vendorName", Sample.VENDOR_NAME);
            generator.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Reads the whole answer, each value as what it is. */
    private boolean succeeded(byte[] answer) {
        boolean success = false;
        try (JsonParser parser = json.createParser(answer)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    parser.getText();
                } else if (token == JsonToken.VALUE_NUMBER_INT) {
                    parser.getDecimalValue();
                } else {
                    success |= token == JsonToken.VALUE_TRUE;
                }
            }
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        }
        return success;
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
