package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.UTF_8;

import co.spkey.sdk.core.call.PathSegment;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A backend of a few lines over real sockets, fast enough for a million hubs; its answers can be scripted. */
final class StubHubs implements AutoCloseable {

    private static final Pattern ROUTE = Pattern.compile("/hubs/([^/]+)/(ProvisionHub|status)");
    private static final Pattern LENGTH = Pattern.compile("(?i)content-length: *(\\d+)");

    private final Map<String, String> stored = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();
    private final AtomicLong requests = new AtomicLong();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostUnderWay = new AtomicInteger();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final boolean remembers;
    private volatile Function<Request, @Nullable Reply> script = request -> null;
    private volatile ServerSocket socket;

    /** A request as it came. */
    record Request(String hubId, boolean isStatus, String body, long number) {}

    /** An answer; the header fields end with line feeds. */
    record Reply(int status, String fields, String body) {
        static Reply of(int status) {
            return new Reply(
                    status, "", "{\"success\":false,\"error\":\"Scripted\",\"message\":\"as the test wants it\"}");
        }

        Reply with(String field) {
            return new Reply(status, fields + field + "\r\n", body);
        }
    }

    private StubHubs(boolean remembers) {
        this.remembers = remembers;
        socket = listen(0);
    }

    /** Starts a server that keeps what it is sent. */
    static StubHubs start() {
        return new StubHubs(true);
    }

    /** Starts a server that answers each provisioning with 201 and forgets it. */
    static StubHubs forgetful() {
        return new StubHubs(false);
    }

    private ServerSocket listen(int port) {
        try {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
            daemon(() -> accept(listening));
            return listening;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Decides answers; null is what the contract says. */
    void script(Function<Request, @Nullable Reply> answers) {
        script = answers;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    /** What is stored for a hub: the body of its first provisioning. */
    @Nullable
    String stored(String hubId) {
        return stored.get(hubId);
    }

    int storedCount() {
        return stored.size();
    }

    void store(String hubId, String body) {
        stored.put(hubId, body);
    }

    /** How often a hub was sent. */
    int posts(String hubId) {
        AtomicInteger count = posts.get(hubId);
        return count == null ? 0 : count.get();
    }

    long requests() {
        return requests.get();
    }

    int mostUnderWay() {
        return mostUnderWay.get();
    }

    void forgetMostUnderWay() {
        mostUnderWay.set(0);
    }

    /** Refuses connections and drops those that exist, until {@link #comeBack}. */
    void goAway() {
        close();
    }

    void comeBack() {
        socket = listen(socket.getLocalPort());
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connection.setTcpNoDelay(true);
                connections.add(connection);
                daemon(() -> serve(connection));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Matcher length = LENGTH.matcher(head);
                int announced = length.find() ? Integer.parseInt(length.group(1)) : 0;
                byte[] body = in.readNBytes(announced);
                if (body.length < announced) {
                    return; // The client died in the middle: no server acts on half a request.
                }
                out.write(answer(head.split(" ", 3)[1], new String(body, UTF_8)));
            }
        } catch (IOException gone) {
            // The client went away, or the test wanted it so.
        } finally {
            connections.remove(connection);
        }
    }

    private byte[] answer(String path, String body) {
        Matcher route = ROUTE.matcher(path);
        if (!route.matches()) {
            return bytes(new Reply(404, "", "404 Not Found"));
        }
        mostUnderWay.accumulateAndGet(underWay.incrementAndGet(), Math::max);
        try {
            boolean status = route.group(2).equals("status");
            Request request = new Request(PathSegment.decode(route.group(1)), status, body, requests.incrementAndGet());
            if (!status && remembers) {
                posts.computeIfAbsent(request.hubId(), id -> new AtomicInteger())
                        .incrementAndGet();
            }
            Reply scripted = script.apply(request);
            return bytes(scripted == null ? regular(request) : scripted);
        } finally {
            underWay.decrementAndGet();
        }
    }

    /** For scripts that hold an answer back; after a minute it comes anyway. */
    static void await(CountDownLatch latch) {
        try {
            latch.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    /** What the contract says; a script may call it and answer something else, as if the answer had got lost. */
    Reply regular(Request request) {
        String id = request.hubId();
        if (request.isStatus()) {
            String hub = stored.get(id);
            return hub == null ? Reply.of(404) : new Reply(200, "", status(id, hub));
        }
        if (remembers && stored.putIfAbsent(id, request.body()) != null) {
            return new Reply(200, "", "{\"success\":true,\"aggregateId\":\"x\",\"version\":1,\"event\":null}");
        }
        return new Reply(
                201,
                "",
                "{\"success\":true,\"aggregateId\":\"x\",\"version\":1,\"event\":{\"type\":\"HubProvisioned\",\"data\":{}}}");
    }

    private static String status(String id, String hub) {
        String thing = hub.contains("\"thingName\"") ? field(hub, "thingName") : id;
        return "{\"hubId\":\"" + id + "\",\"serial\":\"" + field(hub, "serial") + "\",\"model\":\""
                + field(hub, "model") + "\",\"thingName\":\"" + thing
                + "\",\"status\":\"Provisioned\",\"isPrimary\":false,\"provisionedAt\":1795558883004}";
    }

    static String field(String json, String name) {
        Matcher value = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        if (!value.find()) {
            throw new IllegalArgumentException("no " + name + " in " + json);
        }
        return value.group(1);
    }

    private static byte[] bytes(Reply reply) {
        byte[] body = reply.body().getBytes(UTF_8);
        String head = "HTTP/1.1 " + reply.status() + " X\r\nContent-Type: application/json\r\n" + reply.fields()
                + "Content-Length: " + body.length + "\r\n\r\n";
        byte[] all = new byte[head.length() + body.length];
        System.arraycopy(head.getBytes(UTF_8), 0, all, 0, head.length());
        System.arraycopy(body, 0, all, head.length(), body.length);
        return all;
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(256);
        int ends = 0;
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            ends = b == '\n' ? ends + 1 : b == '\r' ? ends : 0;
            if (ends == 2) {
                return head.toString();
            }
        }
        return "";
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "stub-hubs");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException alreadyGone) {
            // As it should be.
        }
    }
}
