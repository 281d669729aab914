package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** A proxy as companies have them: it asks for a password, forwards http, and tunnels https. */
final class CredentialsProxy implements AutoCloseable {

    private final ServerSocket listener;
    private final String expected;
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    CredentialsProxy(String user, String password) {
        expected = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(ISO_8859_1));
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        spawn(this::listen);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** The request lines that came in, each with whether it carried the password. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                spawn(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            while (handle(client)) {
                // The same connection goes on after a 407.
            }
        } catch (IOException gone) {
            // The other side has what it wanted, or doesn't want it any more.
        }
    }

    private boolean handle(Socket client) throws IOException {
        String head = readHead(client.getInputStream());
        if (head.isEmpty()) {
            return false;
        }
        byte[] body = client.getInputStream().readNBytes(contentLength(head));
        boolean authorised = head.contains(expected + "\r\n");
        String line = head.substring(0, head.indexOf("\r\n"));
        lines.add(line + (authorised ? " with password" : ""));
        if (!authorised) {
            write(
                    client,
                    String.join(
                            "\r\n",
                            "HTTP/1.1 407 Proxy Authentication Required",
                            "Proxy-Authenticate: Basic realm=\"proxy\"",
                            "Content-Length: 0",
                            "",
                            ""));
            return true;
        }
        String target = line.split(" ", 3)[1];
        URI uri = URI.create(line.startsWith("CONNECT ") ? "https://" + target : target);
        try (Socket origin = new Socket(InetAddress.getLoopbackAddress(), uri.getPort())) {
            open.add(origin);
            if (line.startsWith("CONNECT ")) {
                write(client, "HTTP/1.1 200 Connected\r\n\r\n");
                spawn(() -> pump(client, origin));
            } else {
                String rest = head.lines()
                        .skip(1)
                        .filter(field -> !field.isEmpty() && !field.startsWith("Proxy-"))
                        .collect(Collectors.joining("\r\n"));
                write(origin, "POST " + uri.getRawPath() + " HTTP/1.1\r\nConnection: close\r\n" + rest + "\r\n\r\n");
                origin.getOutputStream().write(body);
            }
            pump(origin, client);
        }
        return false;
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            // One of them hung up.
        }
    }

    private static String readHead(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            head.write(next);
            if (head.toString(ISO_8859_1).endsWith("\r\n\r\n")) {
                return head.toString(ISO_8859_1);
            }
        }
        return "";
    }

    private static int contentLength(String head) {
        return head.lines()
                .filter(field -> field.regionMatches(true, 0, "Content-Length: ", 0, 16))
                .mapToInt(field -> Integer.parseInt(field.substring(16).strip()))
                .findFirst()
                .orElse(0);
    }

    private static void write(Socket socket, String text) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
    }

    private static void spawn(Runnable work) {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }
}
