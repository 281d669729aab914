package co.spkey.sdk.hubs;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** A server that misbehaves byte by byte: each connection is a script's to serve. */
final class RawServer implements Closeable {

    /** Serves one connection; when it returns or throws, the connection is closed. */
    interface Script {
        void serve(Connection connection) throws Exception;
    }

    private final ServerSocket listening;
    private final Script script;
    private final Thread acceptor;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    RawServer(Script script) {
        this.script = script;
        try {
            listening = new ServerSocket(0, 5000, InetAddress.getLoopbackAddress());
        } catch (IOException noPort) {
            throw new UncheckedIOException(noPort);
        }
        acceptor = start(this::accept);
    }

    private static Thread start(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept() {
        try {
            while (true) {
                Connection connection = new Connection(connections.size() + 1, listening.accept());
                connections.add(connection);
                start(connection);
            }
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    URI url() {
        return URI.create("http://localhost:" + listening.getLocalPort());
    }

    /** Every request that came, head and body, in the order of its end. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    int connections() {
        return connections.size();
    }

    Connection connection(int number) {
        return connections.get(number - 1);
    }

    static String answer(int status, String body) {
        return "HTTP/1.1 " + status + " Whatever\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(UTF_8).length + "\r\n\r\n" + body;
    }

    @Override
    public void close() throws IOException {
        listening.close();
        try {
            // Until its thread has left it, the socket still accepts.
            acceptor.join();
        } catch (InterruptedException stopWaiting) {
            Thread.currentThread().interrupt();
        }
        for (Connection connection : connections) {
            connection.socket.close();
        }
    }

    /** One connection of a client's. */
    final class Connection implements Runnable {

        private final int number;
        private final Socket socket;
        private final CountDownLatch clientGone = new CountDownLatch(1);

        Connection(int number, Socket socket) {
            this.number = number;
            this.socket = socket;
        }

        @Override
        public void run() {
            try (socket) {
                script.serve(this);
            } catch (Exception over) {
                // A script's end is as good as another; what counts is what the client makes of it.
            }
        }

        /** Which connection of the server's this is, from 1. */
        int number() {
            return number;
        }

        /** Reads one request and keeps its text; throws when the client has gone. */
        String readRequest() throws IOException {
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    clientGone.countDown();
                    throw new IOException("the client has gone");
                }
                head.append((char) next);
            }
            String text = head.toString();
            int length = text.toLowerCase(Locale.ROOT).indexOf("content-length:");
            int size = length < 0
                    ? 0
                    : Integer.parseInt(text.substring(length + 15, text.indexOf('\r', length))
                            .strip());
            String request = text + new String(in.readNBytes(size), UTF_8);
            requests.add(request);
            return request;
        }

        /** Reads whatever comes first. */
        void read() throws IOException {
            socket.getInputStream().read(new byte[64 * 1024]);
        }

        void write(String text) throws IOException {
            write(text.getBytes(ISO_8859_1));
        }

        void write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        }

        /** Waits until the client closes its side. */
        void awaitClientGone() throws IOException {
            try {
                while (socket.getInputStream().read() >= 0) {
                    // Nothing more is expected.
                }
            } finally {
                clientGone.countDown();
            }
        }

        /** Breaks the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }

        CountDownLatch clientGone() {
            return clientGone;
        }
    }
}
