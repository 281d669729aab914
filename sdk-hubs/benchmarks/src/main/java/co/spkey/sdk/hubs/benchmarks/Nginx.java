package co.spkey.sdk.hubs.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** nginx with TLS 1.3 and HTTP/2, answering as the stub server does. */
final class Nginx implements AutoCloseable {

    private final Process process;
    private final int port;

    /**
     * Starts it.
     *
     * @param requestsPerConnection after how many requests it ends a connection, over HTTP/2 with a GOAWAY; its own default
     *     is 1000
     */
    Nginx(Path work, Keys keys, int requestsPerConnection) throws IOException, InterruptedException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Path folder = Files.createDirectories(work.resolve("nginx-" + port));
        keys.writePem(folder.resolve("certificate.pem"), folder.resolve("key.pem"));
        Path configuration = folder.resolve("nginx.conf");
        Files.writeString(configuration, configuration(requestsPerConnection));
        process = new ProcessBuilder(
                        List.of("nginx", "-p", folder.toString(), "-c", configuration.toString(), "-e", "stderr"))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("nginx.log").toFile())
                .start();
        awaitOpen();
    }

    String url() {
        return "https://localhost:" + port;
    }

    private void awaitOpen() throws InterruptedException, IOException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new IOException("nginx does not answer; see its log in target/work");
    }

    private String configuration(int requestsPerConnection) {
        return """
                daemon off;
                worker_processes 1;
                pid nginx.pid;
                events { worker_connections 1024; }
                http {
                  access_log off;
                  default_type application/json;
                  keepalive_timeout 600;
                  keepalive_requests %d;
                  client_body_temp_path body;
                  proxy_temp_path proxy;
                  fastcgi_temp_path fastcgi;
                  uwsgi_temp_path uwsgi;
                  scgi_temp_path scgi;
                  server {
                    listen 127.0.0.1:%d ssl http2;
                    ssl_certificate certificate.pem;
                    ssl_certificate_key key.pem;
                    ssl_protocols TLSv1.3;
                    location / {
                      add_header CF-RAY 8c1f2e3d4a5b6c7d-AMS always;
                      return 201 '%s';
                    }
                  }
                }
                """.formatted(requestsPerConnection, port, Sample.ANSWER);
    }

    @Override
    public void close() {
        process.destroy();
    }
}
