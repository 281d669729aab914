package co.spkey.sdk.examples.oauth2service;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** An identity provider that gives the tokens {@code jwt-1}, {@code jwt-2} and so on to whoever knows the secret. */
final class IdentityProvider implements AutoCloseable {

    private final HttpServer server;
    private final List<String> forms = new CopyOnWriteArrayList<>();
    private volatile String secret = "sekret-1";

    IdentityProvider() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/oauth/token", this::answer);
        server.start();
    }

    URI tokenEndpoint() {
        return URI.create("http://localhost:" + server.getAddress().getPort() + "/oauth/token");
    }

    void rotateSecret(String newSecret) {
        secret = newSecret;
    }

    /** The forms of all requests that came. */
    List<String> forms() {
        return forms;
    }

    private void answer(HttpExchange exchange) throws IOException {
        forms.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        String expected = "Basic " + Base64.getEncoder().encodeToString(("line-7:" + secret).getBytes(UTF_8));
        boolean known = expected.equals(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = (known
                        ? "{\"access_token\":\"jwt-" + forms.size()
                                + "\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                        : "{\"error\":\"invalid_client\"}")
                .getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(known ? 200 : 401, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
