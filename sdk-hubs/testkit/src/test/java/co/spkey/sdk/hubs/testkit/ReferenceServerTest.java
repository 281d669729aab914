package co.spkey.sdk.hubs.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** How a server starts, serves and ends. */
class ReferenceServerTest {

    private static final int JOIN_MILLIS = 10_000;

    @Test
    void itListensOnLoopbackUnderItsBaseUrl() throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            assertThat(server.baseUrl().toString()).matches("http://127\\.0\\.0\\.1:\\d+");
            assertThat(new Caller(server).provision("h").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void onEveryInterfaceTheBaseUrlIsStillOneToConnectTo() throws Exception {
        InetAddress any = InetAddress.getByAddress(new byte[] {0, 0, 0, 0});
        try (ReferenceServer server = ReferenceServer.builder().address(any).start()) {
            assertThat(server.baseUrl().getHost()).isEqualTo("127.0.0.1");
            assertThat(new Caller(server).provision("h").statusCode()).isEqualTo(201);
        }
    }

    @Test
    void serversDoNotShareAnything() throws Exception {
        try (ReferenceServer one = ReferenceServer.start();
                ReferenceServer other = ReferenceServer.start()) {
            new Caller(one).provision("h");

            assertThat(new Caller(other).status("h").statusCode()).isEqualTo(404);
            assertThat(other.requests().count()).isEqualTo(1);
        }
    }

    @Test
    void aPortInUseIsNamed() {
        try (ReferenceServer server = ReferenceServer.start()) {
            int port = server.baseUrl().getPort();
            ReferenceServer.Builder builder = ReferenceServer.builder().port(port);

            assertThatThrownBy(builder::start)
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessage("Can't listen on 127.0.0.1:" + port
                            + ": Address already in use; choose another port, or 0 for any free one");
        }
    }

    @Test
    void settingsThatCannotWorkAreRefusedAtOnce() {
        ReferenceServer.Builder builder = ReferenceServer.builder();

        assertThatThrownBy(() -> builder.port(65_536)).hasMessage("port must be 0 (any free one) to 65535, not 65536");
        assertThatThrownBy(() -> builder.port(-1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.apiKey(" ")).hasMessage("apiKey is blank; no request can carry it");
        assertThatThrownBy(() -> builder.bearerToken("")).hasMessage("bearerToken is blank; no request can carry it");
    }

    @Test
    void waitingRequestsDoNotStarveOthers() throws Exception {
        try (ReferenceServer server = ReferenceServer.start()) {
            List<RawConnection> waiting = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                waiting.add(new RawConnection(server)
                        .send("POST /hubs/h/ProvisionHub HTTP/1.1\r\nContent-Length: 9\r\n\r\n"));
            }

            assertThat(new Caller(server).provision("h").statusCode()).isEqualTo(201);

            for (RawConnection connection : waiting) {
                connection.close();
            }
        }
    }

    @Test
    void itsThreadsAreDaemonsAndGoneAfterClose() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        ReferenceServer server = ReferenceServer.start();
        RawConnection half =
                new RawConnection(server).send("POST /hubs/h/ProvisionHub HTTP/1.1\r\nContent-Length: 9\r\n\r\n{");
        try (RawConnection whole = new RawConnection(server)) {
            whole.provision("h").readHead();
            Set<Thread> own = new HashSet<>(Thread.getAllStackTraces().keySet());
            own.removeAll(before);
            own.removeIf(thread -> thread.getName().startsWith("HttpClient")
                    || thread.getName().startsWith("ForkJoin"));
            assertThat(own).isNotEmpty().allMatch(Thread::isDaemon);

            server.close();

            for (Thread thread : own) {
                thread.join(JOIN_MILLIS);
            }
            assertThat(own).noneMatch(Thread::isAlive);
            assertThat(half.readToEnd()).isEmpty();
        } finally {
            half.close();
        }
    }

    @Test
    void afterCloseNobodyAnswersButWhatItHoldsIsStillThere() throws Exception {
        ReferenceServer server = ReferenceServer.start();
        new Caller(server).provision("h");

        server.close();
        server.close();

        assertThatThrownBy(() -> new RawConnection(server)).isInstanceOf(ConnectException.class);
        assertThat(server.hubs().ids()).containsExactly("h");
        assertThat(server.requests().all()).hasSize(1);
    }

    @Test
    void closingKeepsTheInterruptOfWhoeverCloses() throws Exception {
        ReferenceServer server = ReferenceServer.start();
        try (RawConnection connection = new RawConnection(server)) {
            connection.provision("h").readHead();
            Thread.currentThread().interrupt();

            server.close();

            assertThat(Thread.interrupted()).isTrue();
            assertThatThrownBy(() -> new RawConnection(server)).isInstanceOf(ConnectException.class);
        }
    }

    @Test
    void theListenerIsToldOfEachRequestAndCannotBreakAnAnswer() throws Exception {
        LinkedBlockingQueue<String> told = new LinkedBlockingQueue<>();
        try (ReferenceServer server = ReferenceServer.builder()
                .requestListener((request, elapsed) -> {
                    told.add(request + " " + (elapsed.compareTo(Duration.ZERO) > 0));
                    if (Integer.valueOf(201).equals(request.status())) {
                        throw new IllegalStateException("listener");
                    }
                    throw new AssertionError("listener");
                })
                .start()) {
            try (RawConnection connection = new RawConnection(server)) {
                for (int i = 0; i < 50; i++) {
                    assertThat(connection.provision("h").readAnswerBody()).contains("\"success\":true");
                    assertThat(told.poll(20, TimeUnit.SECONDS))
                            .isEqualTo("POST /hubs/h/ProvisionHub " + (i == 0 ? 201 : 200) + " true");
                }
            }
        }
    }

    @Test
    void manyCallersAtOnceAreAllAnswered() {
        try (ReferenceServer server = ReferenceServer.start()) {
            Caller caller = new Caller(server);
            var calls = new ArrayList<CompletableFuture<Integer>>();
            for (int i = 0; i < 300; i++) {
                String hubId = "hub-" + i;
                calls.add(CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return caller.provision(hubId).statusCode();
                            } catch (Exception e) {
                                throw new AssertionError(e);
                            }
                        },
                        task -> new Thread(task).start()));
            }

            assertThat(calls).extracting(CompletableFuture::join).containsOnly(201);
            assertThat(server.hubs().count()).isEqualTo(300);
        }
    }
}
