package co.spkey.sdk.hubs.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Answers every request at once, or after a while, with the same bytes: HTTP/1.1 with keep-alive, a thread for each
 * connection. Four ports: cleartext and TLS 1.3, at once and after 20 ms. Runs in a JVM of its own until its input ends.
 */
final class StubServer {

    static final int DELAY_MILLIS = 20;

    private static final byte[] ANSWER = ("HTTP/1.1 201 Created\r\nDate: Tue, 24 Nov 2026 08:00:00 GMT\r\n"
                    + "Content-Type: application/json\r\nContent-Length: "
                    + Sample.ANSWER.getBytes(UTF_8).length + "\r\nCF-RAY: 8c1f2e3d4a5b6c7d-AMS\r\n\r\n" + Sample.ANSWER)
            .getBytes(UTF_8);

    private final Executor threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work);
        thread.setDaemon(true);
        return thread;
    });

    /** Prints the four ports in one line, then serves. The key store is in the JVM's system properties. */
    public static void main(String... args) throws Exception {
        StubServer server = new StubServer();
        InetAddress loopback = InetAddress.getLoopbackAddress();
        ServerSocket plain = new ServerSocket(0, 500, loopback);
        ServerSocket tls = SSLContext.getDefault().getServerSocketFactory().createServerSocket(0, 500, loopback);
        ServerSocket slow = new ServerSocket(0, 500, loopback);
        ServerSocket slowTls = SSLContext.getDefault().getServerSocketFactory().createServerSocket(0, 500, loopback);
        server.threads.execute(() -> server.accept(plain, 0));
        server.threads.execute(() -> server.accept(tls, 0));
        server.threads.execute(() -> server.accept(slow, DELAY_MILLIS));
        server.threads.execute(() -> server.accept(slowTls, DELAY_MILLIS));
        System.out.println(plain.getLocalPort() + " " + tls.getLocalPort() + " " + slow.getLocalPort() + " "
                + slowTls.getLocalPort());
        while (System.in.read() >= 0) {
            // Whoever started this holds the other end.
        }
    }

    private void accept(ServerSocket server, int delay) {
        try {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket, delay));
            }
        } catch (IOException closed) {
            System.err.println(closed);
        }
    }

    private static void serve(Socket socket, int delay) {
        try (socket) {
            socket.setTcpNoDelay(true);
            RequestStream requests = new RequestStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (requests.skip()) {
                if (delay > 0) {
                    Thread.sleep(delay);
                }
                out.write(ANSWER);
                out.flush();
            }
        } catch (IOException | InterruptedException gone) {
            // The client has closed the connection.
        }
    }
}
