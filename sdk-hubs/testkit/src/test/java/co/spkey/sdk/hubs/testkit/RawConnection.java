package co.spkey.sdk.hubs.testkit;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A socket to a server under test, for what an HTTP client hides or forbids. */
final class RawConnection implements Closeable {

    private final Socket socket;

    RawConnection(ReferenceServer server) throws IOException {
        socket = new Socket(server.baseUrl().getHost(), server.baseUrl().getPort());
        socket.setSoTimeout(20_000);
    }

    /** Sends text as it is, one byte for each character. */
    RawConnection send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** Sends a valid provisioning request, whole. */
    RawConnection provision(String hubId, String... headers) throws IOException {
        String body = Caller.body(hubId);
        String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return send("POST /hubs/" + hubId + "/ProvisionHub HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
                + ReferenceServer.DEFAULT_API_KEY + "\r\n" + lines + "Content-Length: " + body.length() + "\r\n\r\n"
                + body);
    }

    /** Reads the head of one answer, up to and with the blank line. */
    String readHead() throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("The connection ended within the head: " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** Reads one answer whose head says how long it is, and returns its body. */
    String readAnswerBody() throws IOException {
        return read(length(readHead()));
    }

    static int length(String head) {
        return Integer.parseInt(head.replaceAll("(?is).*content-length: (\\d+).*", "$1"));
    }

    /** Returns whether the server has sent something that wasn't read yet. */
    boolean hasMore() throws IOException {
        return socket.getInputStream().available() > 0;
    }

    /** Reads so many bytes as text, or fewer when the connection ends first. */
    String read(int bytes) throws IOException {
        return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
    }

    /** Reads until the server ends the connection, gracefully or by a reset. */
    byte[] readToEnd() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
        } catch (SocketException reset) {
            // an end as well: what was sent and not read by the server makes the kernel reset the connection
        }
        return all.toByteArray();
    }

    String readTextToEnd() throws IOException {
        return new String(readToEnd(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
